import Foundation
import Presentation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's streams: results go to stdout, everything else to stderr.
enum Terminal {
    /// The streams as displays take them.
    static let console = Console(
        results: results, messages: show, isInteractive: isInteractive, columns: { columns })

    /// Writes a line to stderr. Names in it may come from outside, so control characters are escaped.
    static func error(_ line: String) { console.message(line) }

    /// Writes a line to stdout.
    static func result(_ line: String) { results(line + "\n") }

    /// Writes text to stdout as it is. If that fails, the program says so and exits with 1: incomplete results must not
    /// look complete. If the reader of a pipe has closed it, the program ends silently.
    static func results(_ text: String) {
        guard let code = write(text, to: STDOUT_FILENO) else { return }
        if code == EPIPE {
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
        } else {
            error("stdout: cannot be written: \(String(cString: strerror(code)))")
        }
        exit(1)
    }

    /// Writes text to stderr as it is.
    static func show(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// Whether stderr is a terminal.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal behind stderr; 80 if unknown.
    static var columns: Int { columns(of: STDERR_FILENO) }

    /// How tables look on stdout.
    static var tableStyle: TableStyle {
        TableStyle(
            environment: ProcessInfo.processInfo.environment,
            terminal: isatty(STDOUT_FILENO) == 1 ? columns(of: STDOUT_FILENO) : nil)
    }

    private static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// - Returns: the error number; nil on success.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { return written < 0 ? errno : EIO }
            bytes = bytes.dropFirst(written)
        }
        return nil
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
    #else
        Darwin.write(descriptor, bytes, count)
    #endif
}
