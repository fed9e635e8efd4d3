import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A little HTTP server on the loopback interface, one thread a connection, that misbehaves on request.
package final class LoopbackServer: Sendable {
    /// The answer to a request for a path.
    package enum Answer: Sendable {
        /// Sends all, or the part that is asked for.
        case whole([UInt8])
        /// Sends all, whatever part is asked for.
        case ignoringRange([UInt8])
        /// Promises all and hangs up after this number of bytes.
        case cut([UInt8], after: Int)
        /// Promises all and stalls after this number of bytes, for a minute.
        case stalled([UInt8], after: Int)
        /// Promises all and sends a byte four times a second, for a minute.
        case trickling([UInt8])
        /// Sends a status and a page.
        case status(Int)
        /// Sends a page in place of the file.
        case page
    }

    /// A request as it came.
    package struct Request: Sendable, Equatable {
        package var path: String
        /// The first byte asked for; nil: all are.
        package var from: Int?
    }

    /// "http://127.0.0.1:PORT/"
    package let address: String
    private let listener: Int32
    private let state: Mutex<(answers: [String: Answer], requests: [Request])>

    /// - Parameter answers: by path, without the slash in front; for others the status is 404.
    package init(_ answers: [String: Answer]) throws {
        state = Mutex((answers, []))
        // A proxy that the machine is set to use does not know this one.
        setenv("no_proxy", "127.0.0.1", 1)
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let listener = socket(AF_INET, kind, 0)
        self.listener = listener
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(listener, place, size) | listen(listener, 16) | getsockname(listener, place, &size)
            }
        }
        guard listener >= 0, code == 0 else { throw NoSocket(code: errno) }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))/"
        Thread.detachNewThread { [weak self, listener] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let self else { return }
                Thread.detachNewThread {
                    self.serve(connection)
                    close(connection)
                }
            }
        }
    }

    struct NoSocket: Error { var code: Int32 }

    deinit {
        shutdown(listener, Int32(2))
        close(listener)
    }

    /// The requests so far.
    package var requests: [Request] { state.withLock { $0.requests } }

    /// Changes the answers.
    package func answer(_ path: String, _ answer: Answer) { state.withLock { $0.answers[path] = answer } }

    private func serve(_ connection: Int32) {
        guard let request = read(connection) else { return }
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers[request.path]
        }
        let page = Array("<!DOCTYPE html>\n<title>Welcome</title>\n".utf8)
        switch answer {
        case .whole(let bytes)?:
            guard let from = request.from else { return send(connection, 200, bytes) }
            guard from < bytes.count else { return send(connection, 416, []) }
            let range = "Content-Range: bytes \(from)-\(bytes.count - 1)/\(bytes.count)\r\n"
            send(connection, 206, Array(bytes[from...]), more: range)
        case .ignoringRange(let bytes)?: send(connection, 200, bytes)
        case .cut(let bytes, let count)?: send(connection, 200, bytes, upTo: count)
        case .stalled(let bytes, let count)?:
            send(connection, 200, bytes, upTo: count)
            Thread.sleep(forTimeInterval: 60)
        case .trickling(let bytes)?:
            send(connection, 200, bytes, upTo: 0)
            for byte in bytes.prefix(240) where sendAll([byte], to: connection) { Thread.sleep(forTimeInterval: 0.25) }
        case .status(let status)?: send(connection, status, page)
        case .page?: send(connection, 200, page)
        case nil: send(connection, 404, page)
        }
    }

    private func read(_ connection: Int32) -> Request? {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.contains("\r\n\r\n") {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let lines = text.split(separator: "\r\n")
        guard let path = lines.first?.split(separator: " ").dropFirst().first?.dropFirst() else { return nil }
        let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
        return Request(path: String(path), from: range.flatMap { Int($0.dropFirst(13).prefix { $0 != "-" }) })
    }

    private func send(_ connection: Int32, _ status: Int, _ body: [UInt8], more: String = "", upTo count: Int? = nil) {
        let head = "HTTP/1.1 \(status) X\r\nContent-Length: \(body.count)\r\n\(more)Connection: close\r\n\r\n"
        _ = sendAll(Array(head.utf8) + body.prefix(count ?? body.count), to: connection)
    }

    /// - Returns: whether the other side took all of it.
    private func sendAll(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            #if canImport(Glibc)
                let flags = Int32(MSG_NOSIGNAL)
            #else
                let flags: Int32 = 0
            #endif
            let sent = rest.withUnsafeBytes { systemSend(connection, $0, flags) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}

/// The system's `send`, which the method above hides by its name.
private func systemSend(_ connection: Int32, _ bytes: UnsafeRawBufferPointer, _ flags: Int32) -> Int {
    send(connection, bytes.baseAddress, bytes.count, flags)
}
