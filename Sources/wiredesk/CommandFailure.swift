import ArgumentParser
import Commands
import LinuxIO
import Operations
import Search

/// An answer with nothing in it: what to tell; the status is 1, as of grep(1).
struct NothingFound: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    /// No article fits a filter.
    init(ofArticles filter: ArticleFilter) {
        self.init(filter.isEmpty ? "there is no article yet" : "no article fits")
    }
}

/// A failure that ends the command: what to tell, and the exit status.
struct CommandFailure: Error {
    let message: String
    let status: ExitCode

    init(_ message: String, _ status: ExitCode) {
        self.message = message
        self.status = status
    }

    /// A system call that failed on something that the command was to read.
    init(reading error: SystemError, of stateDirectory: Path) {
        if error.isForbidden {
            self.init("\(error); \(DeskRole.reader.advice(in: stateDirectory))", ExitStatus.noPermission)
        } else {
            self.init("\(error)", ExitStatus.noInput)
        }
    }

    /// A system call that failed on something that the command was to change.
    init(writing error: SystemError, of stateDirectory: Path) {
        if error.isForbidden {
            self.init("\(error); \(DeskRole.editor.advice(in: stateDirectory))", ExitStatus.noPermission)
        } else if error.isOutOfSpace {
            self.init("\(error); make room on that file system, and run it again", ExitStatus.cannotCreate)
        } else {
            self.init("\(error)", ExitStatus.cannotCreate)
        }
    }
}

/// Runs the body of a subcommand, and tells on stderr what makes it fail.
func reportingFailures(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let failure as CommandFailure {
        complain(failure.message)
        throw failure.status
    } catch let nothing as NothingFound {
        complain(nothing.message)
        throw ExitStatus.nothingFound
    } catch let error as SettingsError {
        for problem in error.problems { complain(problem.description) }
        throw ExitStatus.configurationError
    } catch let error as OutputError {
        if error.isReaderGone { return }
        complain("the output cannot be written: \(error.cause)")
        throw ExitStatus.inputOutputError
    }
}

extension StandardStream {
    /// Writes a text that stands alone.
    func tell(_ text: String) throws(OutputError) {
        do { try write(text) } catch { throw OutputError(cause: error) }
    }
}

/// Writes a line to stderr.
func complain(_ message: String) {
    // If stderr is gone there is nobody to tell.
    try? StandardStream.error.write("wiredesk: \(message)\n")
}

extension SignalWatch {
    /// Watches for what asks a command to end.
    static func ofCommand() throws(CommandFailure) -> SignalWatch {
        do {
            return try SignalWatch([.interrupt, .terminate, .hangUp])
        } catch {
            throw CommandFailure("\(error)", ExitStatus.inputOutputError)
        }
    }
}
