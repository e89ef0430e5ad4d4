import LinuxIO

/// The version of both programs.
public let wiredeskVersion = "0.1.0"

/// The version and the commit that the programs were built from, as `--version` tells it, such as `0.1.0 (9d12ab34cd56)`.
public let wiredeskBuild = wiredeskVersion + (BuildCommit.name.map { " (\($0.prefix(12)))" } ?? "")
