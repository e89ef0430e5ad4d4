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

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
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
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "CLinux"),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(
            name: "CText",
            linkerSettings: [
                .linkedLibrary("uchardet"), .linkedLibrary("cld2"), .linkedLibrary("utf8proc"),
                .linkedLibrary("deflate"),
            ]
        ),
        .executableTarget(name: "wiredesk-leases", path: "Sources/LeaseLender"),
        .target(name: "LinuxIO", dependencies: ["CLinux", "CSystemd"], swiftSettings: strict),
        .target(name: "Article", dependencies: ["CText", crypto], swiftSettings: strict),
        .target(name: "Archive", dependencies: ["Article", "CText", "LinuxIO", crypto], swiftSettings: strict),
        .target(name: "Catalogue", dependencies: ["Article", "Archive", "LinuxIO", grdb], swiftSettings: strict),
        .target(
            name: "Search",
            dependencies: ["Article", "Archive", "Catalogue", "LinuxIO", grdb],
            swiftSettings: strict
        ),
        .target(
            name: "Ingest",
            dependencies: ["Article", "Archive", "Catalogue", "LinuxIO", crypto, logging],
            swiftSettings: strict
        ),
        .target(
            name: "Operations",
            dependencies: ["LinuxIO", configuration, logging, yams],
            swiftSettings: strict
        ),
        .target(name: "DeskSetup", dependencies: ["Ingest", "LinuxIO", "Operations"], swiftSettings: strict),
        .target(
            name: "DeskDaemon",
            dependencies: [
                "Archive", "Catalogue", "DeskSetup", "Ingest", "LinuxIO", "Operations", "Search", argumentParser,
                logging, serviceLifecycle, unixSignals,
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
                "Article", "Archive", "Catalogue", "DeskDaemon", "DeskSetup", "Ingest", "LinuxIO", "Operations",
                "Search",
                argumentParser, logging,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Archive", "Article", "Catalogue", "LinuxIO", "Operations", "Search"],
            path: "Tests/TestSupport",
            swiftSettings: testing
        ),
        .testTarget(
            name: "LinuxIOTests",
            dependencies: ["CLinux", "LinuxIO", "TestSupport", "wiredesk-leases"],
            swiftSettings: testing
        ),
        .executableTarget(
            name: "ParseBench",
            dependencies: ["Article"],
            path: "Tests/Bench/ParseBench",
            swiftSettings: testing
        ),
        .target(name: "CFloor", path: "Tests/Bench/CFloor"),
        .executableTarget(
            name: "DeskBench",
            dependencies: ["CFloor", "Archive", "Article", "Catalogue", "LinuxIO", "TestSupport"],
            path: "Tests/Bench/DeskBench",
            swiftSettings: testing
        ),
        .executableTarget(
            name: "LookupBench",
            dependencies: ["Archive", "Article", "Catalogue", "LinuxIO", "Search", "TestSupport"],
            path: "Tests/Bench/LookupBench",
            swiftSettings: testing
        ),
        .testTarget(
            name: "ArticleTests",
            dependencies: ["Article", "TestSupport"],
            exclude: ["Tables"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "ArchiveTests",
            dependencies: ["Archive", "Article", "LinuxIO", "TestSupport"],
            exclude: ["content_ids.py"],
            swiftSettings: testing
        ),
        .testTarget(
            name: "IngestTests",
            dependencies: ["Archive", "Article", "Catalogue", "Ingest", "LinuxIO", "TestSupport", logging],
            swiftSettings: testing
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Archive", "Article", "Catalogue", "LinuxIO", "Operations", "TestSupport", "wiredesk", "wiredeskd",
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "CatalogueTests",
            dependencies: ["Archive", "Article", "Catalogue", "LinuxIO", "TestSupport"],
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
                "DeskDaemon", "DeskSetup", "Ingest", "LinuxIO", "Operations", "TestSupport", "wiredeskd", logging,
            ],
            swiftSettings: testing
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "wiredesk", "wiredeskd", "Archive", "Article", "LinuxIO", "Operations", "Search", "TestSupport",
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
    for name in ["FuzzEvents", "FuzzText", "FuzzRecovery"] {
        package.targets.append(
            .executableTarget(
                name: name,
                dependencies: ["Archive", "Article", "FuzzDriver", "LinuxIO", "TestSupport"],
                path: "Tests/Fuzz/\(name)",
                swiftSettings: fuzzing
            )
        )
    }
}
