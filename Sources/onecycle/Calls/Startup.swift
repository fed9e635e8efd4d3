import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The checks before a command runs.
enum Startup {
    /// Makes two signals errors of the write that causes them: a file exceeds the limit of its size (`ulimit -f`), or the
    /// reader of a pipe is gone. A training goes on without a reader of its progress.
    static func reportFailedWrites() {
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Gives closed standard streams a place, so that no file that is opened later gets their numbers, and with them the
    /// text that is written to them. Reading and writing there is an error.
    static func holdStandardStreams() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Exits with a message if the arguments cannot be read as text.
    static func checkArguments() {
        #if os(Linux)
            // The standard library reads the arguments from there.
            guard access("/proc/self/cmdline", R_OK) == 0 else {
                Terminal.error("/proc: cannot be read; mount it to run onecycle")
                exit(ExitCode.runFailed.rawValue)
            }
        #endif
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let bytes = CommandLine.unsafeArgv[index], String(validatingCString: bytes) == nil else { continue }
            Terminal.error("argument \(index), \(String(cString: bytes)), is not UTF-8; rename the file or the folder")
            exit(ExitCode.validationFailure.rawValue)
        }
    }
}

extension ParsableCommand {
    /// Parses the arguments, runs the command and exits. Text of the arguments is escaped in messages: it could hold
    /// codes that colour or move a terminal's text.
    static func runEscapingMessages() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            guard !code.isSuccess else { exit(withError: error) }
            let message = fullMessage(for: error)
            if !message.isEmpty { Terminal.error(message) }
            leave(code.rawValue)
        }
    }
}

/// The system's `exit`, which `ParsableCommand.exit` hides.
private func leave(_ code: Int32) -> Never { exit(code) }
