#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The two streams: results go to stdout, everything else to stderr.
enum Terminal {
    /// Writes a line to stderr.
    static func error(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

    /// Writes a line to stdout.
    static func result(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

    /// Writes a text to stderr as it is.
    static func show(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether somebody watches stderr.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal behind stderr; 80 where that is unknown.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { return }
            bytes = bytes.dropFirst(written)
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
    #else
        Darwin.write(descriptor, bytes, count)
    #endif
}
