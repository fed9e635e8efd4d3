public import Files

extension RunFolder {
    /// The state of a seed in a run folder.
    public enum SeedState: Sendable, Equatable {
        /// Trained to its end by the spec; every file is as it was written.
        case complete(RunSummary)
        /// The seed has no folder.
        case missing
        /// Trained by another spec.
        case otherTraining
        /// This file is missing, or was altered after the run.
        case damaged(file: String)
        /// The system refuses to read a file, which may be whole.
        case unreadable(FileError)
        /// A file or folder that no run wrote has the seed's name.
        case foreign

        /// Whether the seed need not be trained.
        public var isComplete: Bool { if case .complete = self { true } else { false } }
    }

    /// Compares a seed's files with the hashes in its summary.
    /// - Parameter specHash: of the training that the seed should be of.
    public func state(seed: UInt64, specHash: String) -> SeedState {
        Self.state(of: seed, in: seedFolder(seed), specHash: specHash)
    }

    /// The same of a seed whose files lie in the folder at `path`.
    static func state(of seed: UInt64, in path: String, specHash: String) -> SeedState {
        SeedCheck(seed, at: path).state(specHash: specHash)
    }

    /// Checks that a seed can be trained here.
    /// - Throws: `StoreError.nameTaken` if a file of the user has its name; `StoreError.file` if the system refuses to
    ///   read the seed.
    func checkRoom(forSeed seed: UInt64) throws(StoreError) {
        switch SeedCheck(seed, at: seedFolder(seed)).content {
        case .foreign: throw .nameTaken(path: seedFolder(seed))
        case .unreadable(let error): throw .file(error)
        case .recorded(_, let problems):
            for problem in problems {
                if case .unreadable(let error) = problem.reason { throw .file(error) }
            }
        case .nothing, .withoutSummary: break
        }
    }

    /// Whether a seed was trained to its end by this spec, and every file is as it was written.
    public func isComplete(seed: UInt64, specHash: String) -> Bool {
        state(seed: seed, specHash: specHash).isComplete
    }
}
