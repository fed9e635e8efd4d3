/// A figure's file that could not be read.
public struct FigureFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path of the file.
    public var path: String
    /// What is wrong with it.
    public var message: String

    /// Path and message, on one line.
    public var description: String { "\(path): cannot be read: \(message)" }
}
