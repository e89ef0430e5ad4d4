/// The version of both programs.
public let wiredeskVersion = "0.1.0"
