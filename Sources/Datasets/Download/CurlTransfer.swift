import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One transfer by the program `curl`, which appends to what is there of the file.
///
/// A program and not a library: every call of ours would load the library, and few fetch anything.
struct CurlTransfer {
    /// Path of the program.
    let curl: String
    let url: String
    /// The file that grows.
    let path: String
    /// Ended after so long at less than `leastSpeed`.
    let stallSeconds: Int
    /// Ended where more come.
    let mostBytes: Int

    /// Bytes a second that a transfer is to make: at a tenth of it MNIST's largest file takes a day.
    static let leastSpeed = 1_000

    /// How a transfer ended.
    enum Outcome: Equatable {
        /// The server says that this was all.
        case complete
        /// The server does not send the rest of a file that was begun.
        case cannotResume
        case failed(TransferProblem)
        /// The file cannot be written.
        case cannotWrite(reason: String)
        case interrupted
    }

    /// The program, where it is in one of `PATH`'s folders.
    static func find() -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        return folders.split(separator: ":").map { $0 + "/curl" }.first { access($0, X_OK) == 0 }
    }

    /// Bytes of a file; 0 where there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - isCancelled: asked often; ends the transfer when true.
    ///   - progress: told the size of the file, often.
    func run(isCancelled: () -> Bool, progress: (_ bytes: Int) -> Void) -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: curl)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        // Both streams stay short: the status, and one line of what went wrong.
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
            if stop == nil, bytes > mostBytes { stop = .failed(.tooLarge(limit: mostBytes)) }
            // It may ignore gentler signals as we do, and what it wrote is kept.
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
            "--speed-limit", "\(Self.leastSpeed)", "--speed-time", "\(stallSeconds)", "--max-filesize", "\(mostBytes)",
            "--continue-at", "-", "--output", path, "--write-out", "%{http_code}", "--url", url,
        ]
    }

    /// What curl's exit codes mean (curl's manual, "exit codes").
    private func outcome(of code: Int32, status: Int, message: String) -> Outcome {
        let reason =
            message.split(separator: "\n").last.map { Self.withoutPrefix(String($0)) } ?? "curl ends with \(code)"
        return switch code {
        case 0: .complete
        case 22: status == 416 ? .cannotResume : .failed(.refused(status: status))
        case 33, 36: .cannotResume
        case 23: .cannotWrite(reason: reason)
        case 28: .failed(.stalled(seconds: stallSeconds))
        case 16, 18, 52, 55, 56, 92: .failed(.cutOff(kept: Self.size(of: path)))
        case 63: .failed(.tooLarge(limit: mostBytes))
        default: .failed(.unreachable(reason: reason))
        }
    }

    /// "curl: (7) Failed to connect": the words behind the number.
    private static func withoutPrefix(_ line: String) -> String {
        guard line.hasPrefix("curl: ("), let end = line.firstIndex(of: ")") else { return line }
        return line[line.index(after: end)...].trimmingCharacters(in: .whitespaces)
    }

    private static func text(_ pipe: Pipe) -> String {
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
