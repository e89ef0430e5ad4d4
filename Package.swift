// swift-tools-version: 6.3
import PackageDescription

/// What every target of the product is held to.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .enableExperimentalFeature("SafeInteropWrappers"),
]

/// Tests are held to the same, but may use unsafe calls to harm what they test.
let testing: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .enableExperimentalFeature("SafeInteropWrappers"),
]

/// The commit that a release is built from, which `--version` tells: that of git, or, where there is none, what the environment
/// says. A build for development does not say, so that a commit does not start it all over.
let commit: [CSetting] =
    (Context.environment["WIREDESK_COMMIT"] ?? Context.gitInformation?.currentCommit).map {
        [.define("CL_COMMIT", to: "\"\($0)\"", .when(configuration: .release))]
    } ?? []

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "wiredesk",
    products: [
        .executable(name: "wiredeskd", targets: ["wiredeskd"]),
        .executable(name: "wiredesk", targets: ["wiredesk"]),
        .executable(name: "wiredesk-leases", targets: ["wiredesk-leases"]),
        .executable(name: "wiredesk-publish", targets: ["wiredesk-publish"]),
        .executable(name: "wiredesk-collect", targets: ["wiredesk-collect"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "CDigest", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "CLinux", cSettings: commit),
        .target(name: "CNats", linkerSettings: [.linkedLibrary("nats")]),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(
            name: "CText",
            linkerSettings: [
                .linkedLibrary("uchardet"), .linkedLibrary("cld2"), .linkedLibrary("utf8proc"),
                .linkedLibrary("deflate"), .linkedLibrary("stemmer"),
            ]
        ),
        .executableTarget(name: "wiredesk-leases", path: "Sources/LeaseLender"),
        .target(name: "Base", dependencies: ["CDigest"], swiftSettings: strict),
        .target(name: "LinuxIO", dependencies: ["Base", "CLinux", "CSystemd"], swiftSettings: strict),
        .target(name: "Text", dependencies: ["CText"], swiftSettings: strict),
        .target(name: "Article", dependencies: ["Base", "Text"], swiftSettings: strict),
        .target(
            name: "Wire",
            dependencies: ["Article", "Base", "CText", "Text"],
            resources: [.embedInCode("Lexicon/Data")],
            swiftSettings: strict
        ),
        .target(name: "Formats", dependencies: ["Article", "CText", "Text", "Wire"], swiftSettings: strict),
        .target(
            name: "Archive",
            dependencies: ["Article", "Base", "CText", "LinuxIO", "Text"],
            swiftSettings: strict
        ),
        .target(name: "Stories", dependencies: ["Archive", "Article", "Text", "Wire"], swiftSettings: strict),
        .target(
            name: "Catalogue",
            dependencies: ["Article", "Archive", "Base", "LinuxIO", grdb],
            swiftSettings: strict
        ),
        .target(
            name: "Search",
            dependencies: [
                "Article", "Archive", "Base", "CText", "Catalogue", "LinuxIO", "Stories", "Text", grdb,
            ],
            swiftSettings: strict
        ),
        .target(name: "Commands", dependencies: ["LinuxIO", "Operations", argumentParser], swiftSettings: strict),
        .target(
            name: "Follow",
            dependencies: ["Archive", "Catalogue", "LinuxIO", "Search"],
            swiftSettings: strict
        ),
        .target(
            name: "Streams",
            dependencies: [
                "Archive", "Article", "Base", "CNats", "Catalogue", "Commands", "Follow", "LinuxIO", "Operations",
                argumentParser,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "wiredesk-publish",
            dependencies: ["Streams", argumentParser],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "wiredesk-collect",
            dependencies: ["Streams", argumentParser],
            swiftSettings: strict
        ),
        .target(
            name: "Ingest",
            dependencies: [
                "Article", "Archive", "Base", "Catalogue", "Formats", "LinuxIO", "Operations", "Stories", "Wire",
                logging,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Operations",
            dependencies: ["Article", "Base", "LinuxIO", "Text", logging, yams],
            swiftSettings: strict
        ),
        .target(
            name: "DeskDaemon",
            dependencies: [
                "Archive", "Article", "Base", "Catalogue", "Commands", "Ingest", "LinuxIO", "Operations", "Search",
                argumentParser, logging, serviceLifecycle, unixSignals,
            ],
            path: "Sources/wiredeskd",
            exclude: ["Main"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "wiredeskd",
            dependencies: ["DeskDaemon", argumentParser],
            path: "Sources/wiredeskd/Main",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "wiredesk",
            dependencies: [
                "Article", "Archive", "Base", "CText", "Catalogue", "Commands", "DeskDaemon", "Follow", "Formats",
                "Ingest", "LinuxIO", "Operations", "Search", "Stories", argumentParser, logging,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Archive", "Article", "Base", "Catalogue", "Formats", "LinuxIO", "Operations", "Search", "Stories",
            ],
            path: "Tests/TestSupport",
            swiftSettings: testing
        ),
        .testTarget(name: "BaseTests", dependencies: ["Base"], swiftSettings: testing),
        .testTarget(
            name: "LinuxIOTests",
            dependencies: ["Base", "CLinux", "LinuxIO", "TestSupport", "wiredesk-leases"],
            swiftSettings: testing
        ),
        .executableTarget(
            name: "ParseBench",
            dependencies: ["Article", "Formats", "Wire"],
            path: "Tests/Bench/ParseBench",
            swiftSettings: testing
        ),
        .executableTarget(
            name: "FormatBench",
            dependencies: ["Article", "Formats"],
            path: "Tests/Bench/FormatBench",
            exclude: ["corpus.py", "peers.py"],
            swiftSettings: testing
        ),
        .executableTarget(
            name: "PageLab",
            dependencies: ["Article", "Formats", "TestSupport", "Wire"],
            path: "Tools/PageLab",
            swiftSettings: testing
        ),
        .target(name: "CFloor", path: "Tests/Bench/CFloor"),
        .executableTarget(
            name: "DeskBench",
            dependencies: [
                "CFloor", "Archive", "Article", "Base", "Catalogue", "Formats", "LinuxIO", "Operations", "TestSupport",
            ],
            path: "Tests/Bench/DeskBench",
            swiftSettings: testing
        ),
        .executableTarget(
            name: "StoryBench",
            dependencies: ["Archive", "Article", "Formats", "LinuxIO", "Stories", "TestSupport"],
            path: "Tests/Bench/StoryBench",
            swiftSettings: testing
        ),
        .executableTarget(
            name: "LookupBench",
            dependencies: ["Archive", "Article", "Base", "Catalogue", "LinuxIO", "Search", "TestSupport"],
            path: "Tests/Bench/LookupBench",
            swiftSettings: testing
        ),
        .testTarget(
            name: "WireTests",
            dependencies: ["Article", "Base", "TestSupport", "Text", "Wire"],
            exclude: ["Tables"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "FormatsTests",
            dependencies: ["Article", "Base", "Formats", "TestSupport", "Wire"],
            exclude: [
                "Containers/containers.py", "Mail/mail_agreement.py", "Markup/expat_events.py",
                "Samples/score_samples.py",
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "ArchiveTests",
            dependencies: ["Archive", "Article", "Base", "LinuxIO", "TestSupport", "Wire"],
            exclude: ["content_ids.py"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "StoriesTests",
            dependencies: ["Archive", "Article", "Base", "Formats", "LinuxIO", "Stories", "TestSupport", "Wire"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "Archive", "Article", "Base", "Catalogue", "Ingest", "LinuxIO", "Operations", "TestSupport", logging,
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Archive", "Article", "Catalogue", "LinuxIO", "Operations", "Stories", "TestSupport", "wiredesk",
                "wiredeskd",
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Archive", "Article", "Base", "Catalogue", "Formats", "LinuxIO", "TestSupport"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "SearchTests",
            dependencies: [
                "Archive", "Article", "Catalogue", "LinuxIO", "Operations", "Search", "TestSupport", "wiredeskd",
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "FollowTests",
            dependencies: [
                "Archive", "Article", "Catalogue", "Follow", "LinuxIO", "Search", "TestSupport", "wiredesk",
                "wiredeskd",
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "StreamsTests",
            dependencies: [
                "Archive", "Article", "Base", "Formats", "LinuxIO", "Operations", "Streams", "TestSupport", "wiredesk",
                "wiredeskd", "wiredesk-publish", "wiredesk-collect",
            ],
            exclude: ["nats_users.py"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "InboxTests",
            dependencies: ["LinuxIO", "Operations", "TestSupport", "Catalogue", "wiredeskd"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "OperationsTests",
            dependencies: ["Operations", "LinuxIO", "TestSupport", logging],
            swiftSettings: testing
        ),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "DeskDaemon", "Ingest", "LinuxIO", "Operations", "TestSupport", "wiredeskd", logging,
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "wiredesk", "wiredeskd", "Archive", "Article", "Base", "Formats", "LinuxIO", "Operations", "Search",
                "TestSupport",
            ],
            exclude: ["Screens"],
            swiftSettings: testing
        ),
    ],
    cxxLanguageStandard: .cxx17
)

// The fuzz targets need a build of their own: Tests/Fuzz/run makes it.
if Context.environment["WIREDESK_FUZZ"] != nil {
    let fuzzing: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableExperimentalFeature("Lifetimes")]
    package.targets.append(.target(name: "FuzzDriver", path: "Tests/Fuzz/FuzzDriver", swiftSettings: fuzzing))
    for name in [
        "FuzzArchives", "FuzzEvents", "FuzzJSON", "FuzzMail", "FuzzMarkup", "FuzzRecovery", "FuzzText",
        "FuzzTimes", "FuzzWebArchives",
    ] {
        package.targets.append(
            .executableTarget(
                name: name,
                dependencies: [
                    "Archive", "Article", "Base", "Formats", "FuzzDriver", "LinuxIO", "Operations", "TestSupport",
                ],
                path: "Tests/Fuzz/\(name)",
                swiftSettings: fuzzing
            )
        )
    }
}

// WIREDESK_TESTS="ArchiveTests IngestTests" leaves out the other tests, for a quicker build while working on a part.
if let wanted = Context.environment["WIREDESK_TESTS"]?.split(separator: " ").map(String.init) {
    package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}
