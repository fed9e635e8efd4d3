import Files
import Foundation
import Specs

/// `status.json` of an unfinished folder: how far a run is, for other processes to read.
///
/// While a run trains, its file is replaced about once a second.
package struct RunStatus: Sendable, Equatable, Codable {
    /// The state of a run that has not ended.
    package enum State: String, Sendable, Codable {
        /// A process was training when it wrote the file.
        case training
        /// A signal ended it.
        case interrupted
        /// An error ended it.
        case failed
    }

    package var state: State
    /// Of the experiment.
    package var name: String
    /// nil for a range test.
    package var seed: UInt64?
    /// Hash of the part of the spec that determines the training, or the range test.
    package var spec: String
    /// Steps made.
    package var step: Int
    package var totalSteps: Int
    /// The current epoch, from 0.
    package var epoch: Int
    /// Of the last batch, in nats; nil if it is not finite or before the first batch.
    package var loss: Double?
    /// The step of the newest checkpoint.
    package var checkpointStep: Int?
    /// The step from which the process resumed the run; nil if it began the run.
    package var resumedStep: Int?
    /// The time at which the process began to train: UTC, ISO 8601.
    package var since: String
    /// The time of this status.
    package var updated: String
    /// Process id.
    package var pid: Int32
    /// Name of the machine.
    package var host: String
    /// Version of the program.
    package var version: String
    /// What failed.
    package var message: String?

    /// A run of this process that begins now.
    init(name: String, seed: UInt64?, spec: String, totalSteps: Int) {
        state = .training
        (self.name, self.seed, self.spec, self.totalSteps) = (name, seed, spec, totalSteps)
        (step, epoch) = (0, 0)
        since = Self.now
        updated = since
        (pid, host, version) = (getpid(), ProcessIdentity.current.host, OneCycleVersion.current)
    }

    /// "2026-01-31T09:30:00Z"
    private static var now: String { Date().ISO8601Format() }

    /// Replaces the file. It need not survive a power failure.
    mutating func write(to path: String) throws {
        updated = Self.now
        try AtomicFile.write(StoreJSON.encode(self), to: path, synced: false)
    }
}

extension RunFolder {
    /// The status of a seed that has not ended; nil without a readable one.
    package func status(seed: UInt64) -> RunStatus? { status(in: unfinishedSeed(seed)) }

    /// The status of a range test that has not ended; nil without a readable one.
    package var rangeTestStatus: RunStatus? { status(in: unfinishedRangeTest) }

    private func status(in folder: String) -> RunStatus? {
        try? StoreJSON.decode(RunStatus.self, at: folder + "/" + SeedFile.status.rawValue)
    }
}
