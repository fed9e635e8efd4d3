import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One transfer by the program `curl`, which appends to a partial file.
///
/// The program is used, not the library: every command would load the library, and one command downloads.
struct CurlTransfer {
    /// Path of the program.
    let curl: String
    let url: String
    /// The partial file.
    let path: String
    /// Time at less than `minSpeed` after which the transfer is stopped, seconds.
    let stallSeconds: Int
    /// Maximum size of the file; a larger transfer is stopped.
    let maxBytes: Int

    /// Minimum speed of a transfer, bytes per second; MNIST's largest file takes three hours at this speed.
    static let minSpeed = 1_000

    /// How a transfer ended.
    enum Outcome: Equatable {
        /// The server sent the whole file.
        case complete
        /// The server cannot resume the partial file.
        case cannotResume
        /// The transfer failed.
        case failed(TransferIssue)
        /// The partial file cannot be written.
        case cannotWrite(reason: String)
        /// The user interrupted the call.
        case interrupted
    }

    /// Path of the program; nil if no folder of `PATH` has it.
    static func find() -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        return folders.split(separator: ":").map { $0 + "/curl" }.first { access($0, X_OK) == 0 }
    }

    /// Size of a file, bytes; 0 if it does not exist.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Runs the transfer.
    ///
    /// - Parameters:
    ///   - isCancelled: called often; the transfer stops if it returns true.
    ///   - progress: receives the size of the file, often.
    func run(isCancelled: () -> Bool, progress: (_ bytes: Int) -> Void) -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: curl)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        // Both streams stay short, so the pipes do not fill: the status, and one line of errors.
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            return .failed(.unreachable(reason: "curl cannot be started"))
        }
        var stop: Outcome?
        while ended.wait(timeout: .now() + .milliseconds(50)) != .success {
            let bytes = Self.size(of: path)
            progress(bytes)
            if stop == nil, isCancelled() { stop = .interrupted }
            if stop == nil, bytes > maxBytes { stop = .failed(.tooLarge(limit: maxBytes)) }
            // curl may inherit ignored signals, so it is killed; its file is kept.
            if stop != nil { kill(process.processIdentifier, SIGKILL) }
        }
        if let stop { return stop }
        let status = Int(Self.text(output)) ?? 0
        return outcome(of: process.terminationStatus, status: status, message: Self.text(errors))
    }

    private var arguments: [String] {
        [
            "--disable", "--fail", "--silent", "--show-error", "--no-buffer", "--location", "--max-redirs", "5",
            "--globoff",
            "--proto", "=http,https", "--proto-redir", "=http,https", "--connect-timeout", "\(stallSeconds)",
            "--speed-limit", "\(Self.minSpeed)", "--speed-time", "\(stallSeconds)", "--max-filesize", "\(maxBytes)",
            "--continue-at", "-", "--output", path, "--write-out", "%{http_code}", "--url", url,
        ]
    }

    /// Maps curl's exit codes (its manual, "exit codes").
    private func outcome(of code: Int32, status: Int, message: String) -> Outcome {
        let reason =
            message.split(separator: "\n").last.map { Self.withoutPrefix(String($0)) }
            ?? "curl exited with code \(code)"
        return switch code {
        case 0: .complete
        case 22: status == 416 ? .cannotResume : .failed(.refused(status: status))
        case 33, 36: .cannotResume
        case 23: .cannotWrite(reason: reason)
        case 28: .failed(.stalled(seconds: stallSeconds))
        case 16, 18, 52, 55, 56, 92: .failed(.cutOff(kept: Self.size(of: path)))
        case 63: .failed(.tooLarge(limit: maxBytes))
        default: .failed(.unreachable(reason: reason))
        }
    }

    /// The message after the number: "curl: (7) Failed to connect" gives "Failed to connect".
    private static func withoutPrefix(_ line: String) -> String {
        guard line.hasPrefix("curl: ("), let end = line.firstIndex(of: ")") else { return line }
        return line[line.index(after: end)...].trimmingCharacters(in: .whitespaces)
    }

    private static func text(_ pipe: Pipe) -> String {
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
