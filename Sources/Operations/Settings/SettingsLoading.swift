internal import LinuxIO

extension Settings {
    /// Brings the settings of a program together: from its options, its environment, and the configuration file.
    ///
    /// - Parameters:
    ///   - configFile: the file that was named; it must be there. Nil takes ``standardFile`` where that is there.
    ///   - folders: keys whose values are folders named on the command line, relative to the working directory.
    public static func load(
        configFile: String?,
        environment: [String: String],
        folders: [String: String]
    ) throws(SettingsError) -> Settings {
        var overrides: [String: String] = [:]
        for (key, folder) in folders {
            // An empty path stays empty, to be refused as one.
            let path = Path(folder)
            do {
                overrides[key] = try path.isEmpty ? folder : path.absolute().withoutParents.text ?? folder
            } catch {
                throw SettingsError(problems: [.init("command line", "\(key): \(error)")])
            }
        }
        let file = try SettingsFile.read(named: configFile)
        return try load(configFile: file, environment: environment, overrides: overrides)
    }
}

extension SettingsFile {
    /// Reads the file that was named, or the standard one where none was; nil where the standard one is not there.
    public static func read(named name: String?) throws(SettingsError) -> SettingsFile? {
        let path = name.map { Path($0) } ?? Settings.standardFile
        let read: Result<NamedFile.Content, NamedFile.NotRegular>
        do {
            read = try NamedFile.readRegular(path, limit: 1 << 20)
        } catch  where error.isMissing && name == nil {
            return nil
        } catch {
            throw SettingsError(problems: [.init(path.display, "cannot be read: \(error.reason)")])
        }
        let content: NamedFile.Content
        do {
            content = try read.get()
        } catch {
            let problem = "is a \(error.kind.rawValue); the configuration is a regular file"
            throw SettingsError(problems: [.init(path.display, problem)])
        }
        if content.isCut { throw SettingsError(problems: [.init(path.display, "is larger than 1 MiB")]) }
        return try SettingsFile(path: path, bytes: content.bytes)
    }
}

extension Path {
    /// The path with each `..` taken together with the folder before it, as a shell's `cd` does.
    fileprivate var withoutParents: Path {
        var kept: [Path] = []
        for component in components where component != "." {
            if component == ".." { _ = kept.popLast() } else { kept.append(component) }
        }
        return kept.reduce("/") { $0.appending($1) }
    }
}
