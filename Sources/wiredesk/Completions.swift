import Archive
import ArgumentParser
import Article
import Catalogue
import Ingest
import LinuxIO
import Operations
import Search

/// What a shell offers for an argument that is a name of something on the desk.
enum Completions {
    /// The most that is offered; more would help nobody.
    private static let limit = 200
    /// Articles whose sources are looked at, and files in quarantine.
    private static let looked = 2_000

    /// Names of files in quarantine, as they are printed.
    static func quarantined(_ arguments: [String], _ prefix: String) -> [String] {
        guard ShellWord.isReplaced(prefix, in: .requesting) else { return [] }
        let begun = ShellWord.begun(prefix, in: .requesting)
        return offered(quarantine(arguments).map(\.name.display).filter { $0.hasPrefix(begun) })
    }

    /// Reasons for which files are in quarantine.
    static func quarantineReasons(_ arguments: [String], _ prefix: String) -> [String] {
        names(Array(Set(quarantine(arguments).compactMap { $0.page?.reason })), prefix)
    }

    /// Articles: `last`, and of the newest their numbers, or their ids where one has been begun.
    static func articles(_ arguments: [String], _ prefix: String) -> [String] {
        guard let settings = settings(arguments),
            let catalogue = try? CatalogueReader(at: settings.stateDirectory.appending(StateDirectory.catalogue)),
            let newest = try? catalogue.deliveries(limit: limit)
        else { return names(["last"], prefix) }
        let archived = newest.filter { $0.outcome == .archived }
        if prefix.hasPrefix("s") { return names(archived.compactMap { $0.contentID.map { "\($0)" } }, prefix) }
        return names(["last"] + archived.compactMap { $0.sequence.map { "\($0)" } }, prefix)
    }

    /// Sources of the newest articles.
    static func sources(_ arguments: [String], _ prefix: String) -> [String] {
        guard let settings = settings(arguments),
            let lookup = try? Lookup(
                stateDirectory: settings.stateDirectory,
                fileSystem: LinuxFileSystem(),
                usesIndex: settings.search == .on
            ),
            let newest = try? lookup.articles(ArticleFilter(), limit: looked)
        else { return [] }
        // Sources are compared without regard to case.
        return names(Array(Set(newest.compactMap(\.source))), prefix) { $0.lowercased() }
    }

    private static func quarantine(_ arguments: [String]) -> [Quarantine.File] {
        guard let settings = settings(arguments),
            let found = try? Quarantine(stateDirectory: settings.stateDirectory, fileSystem: LinuxFileSystem())
        else { return [] }
        var files: [Quarantine.File] = []
        try? found.forEachFile { file in
            files.append(file)
            return files.count < looked
        }
        return files
    }

    /// The settings of the desk that the command line names so far; nil where they cannot be had.
    static func settings(_ arguments: [String]) -> Settings? {
        func value(of option: String) -> String? {
            for (index, argument) in arguments.enumerated() {
                if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
                if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
            }
            return nil
        }
        var folders: [String: String] = [:]
        folders["state_directory"] = value(of: "--state-directory")
        return try? Settings.load(
            configFile: value(of: "--config"),
            environment: ProcessEnvironment.variables,
            folders: folders
        )
    }

    /// Those that begin like that, and that can be given as they are.
    private static func names(
        _ all: [String],
        _ prefix: String,
        compared: (String) -> String = { $0 }
    ) -> [String] {
        guard ShellWord.isReplaced(prefix, in: .requesting) else { return [] }
        let begun = compared(ShellWord.begun(prefix, in: .requesting))
        return offered(all.filter { compared($0).hasPrefix(begun) && $0.escapedForDisplay == $0 })
    }

    private static func offered(_ names: [String]) -> [String] {
        names.sorted().prefix(limit).map { ShellWord.offered($0, to: .requesting) }
    }
}
