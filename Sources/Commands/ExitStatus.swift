public import ArgumentParser
import Operations

/// The exit statuses of the commands; those from 64 on are the ones of sysexits.h.
public enum ExitStatus {
    public static let degraded = ExitCode(1)
    public static let findings = ExitCode(1)
    public static let nothingFound = ExitCode(1)
    public static let notRunning = ExitCode(3)
    public static let dataError = ExitCode(65)
    public static let noInput = ExitCode(66)
    public static let unavailable = ExitCode(69)
    public static let software = ExitCode(70)
    public static let systemError = ExitCode(71)
    public static let cannotCreate = ExitCode(73)
    public static let inputOutputError = ExitCode(74)
    public static let unfinished = ExitCode(75)
    public static let noPermission = ExitCode(77)
    public static let configurationError = ExitCode(SettingsError.exitStatus)
}
