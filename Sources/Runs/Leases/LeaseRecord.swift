import Foundation

/// The content of a lease file, as JSON.
package struct LeaseRecord: Sendable, Equatable, Codable {
    /// Random for every lease.
    package var nonce: String
    /// The hash of the training or of the range test.
    package var work: String
    /// The holder.
    package var process: ProcessIdentity
    /// Counts the holder's signs of life.
    package var renewals: Int

    package init(nonce: String = UUID().uuidString, work: String, process: ProcessIdentity, renewals: Int = 0) {
        self.nonce = nonce
        self.work = work
        self.process = process
        self.renewals = renewals
    }

    /// Reads a lease file; nil for any other content, and for one that is just being written.
    package init?(_ bytes: [UInt8]) {
        guard let record = try? JSONDecoder().decode(LeaseRecord.self, from: Data(bytes)) else { return nil }
        self = record
    }

    /// The file's bytes, padded to the same number for every count, so that a renewal replaces them in place.
    package var bytes: [UInt8] {
        func text(_ renewals: Int) -> [UInt8] {
            var record = self
            record.renewals = renewals
            return Array((try? StoreJSON.encode(record)) ?? Data())
        }
        let (own, longest) = (text(renewals), text(.max))
        return own.dropLast() + Array(repeating: UInt8(ascii: " "), count: longest.count - own.count) + own.suffix(1)
    }
}

/// The holder of a lease, as messages name it.
public struct LeaseHolder: Sendable, Hashable {
    /// The machine's name; nil if the lease does not say.
    public var host: String?
    /// The process number there; nil if the lease does not say.
    public var pid: Int32?
    /// Whether the process is one of this system, so that its end is noticed at once.
    public var isHere: Bool

    /// Seconds of silence after which a holder on another system counts as dead.
    public static let patience = 60

    /// An unknown holder.
    init() { isHere = false }

    init(_ record: LeaseRecord?, seenBy process: ProcessIdentity) {
        host = record?.process.host
        pid = record?.process.pid
        isHere = record?.process.isOnSystem(of: process) ?? false
    }
}
