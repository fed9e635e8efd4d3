#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The two streams: results go to stdout, everything else to stderr.
package enum Terminal {
    /// Writes a line to stderr.
    package static func error(_ line: String) { show(line + "\n") }

    /// Writes a line to stdout.
    package static func result(_ line: String) { results(line + "\n") }

    /// Writes a text to stdout as it is. Where that fails the program ends with 1 and a word, since results that are not
    /// all there are none; where the reader of a pipe has gone, without a word.
    package static func results(_ text: String) {
        guard let code = write(text, to: STDOUT_FILENO) else { return }
        if code == EPIPE {
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
        } else {
            error("stdout: cannot be written: \(String(cString: strerror(code)))")
        }
        exit(1)
    }

    /// Writes a text to stderr as it is.
    package static func show(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// Whether somebody watches stderr.
    package static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal behind stderr; 80 where that is unknown.
    package static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// - Returns: the error's number; nil: all is written.
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
