import Files

extension RunFolder {
    /// Reads a seed's folder as it was at one moment.
    ///
    /// Calls place, replace and move such folders as a whole. If one does so between two files, all are read again.
    func settled<Value>(seed: UInt64, _ read: () throws -> Value) throws -> Value {
        for _ in 0..<10 {
            let before = stamp(ofSeed: seed)
            let result = Result(catching: read)
            if stamp(ofSeed: seed) == before { return try result.get() }
        }
        return try read()
    }

    /// The stamp of a seed's summary, which every training of the seed writes anew; nil if the seed has none.
    func stamp(ofSeed seed: UInt64) -> FileStamp? { FileStamp(of: file(.summary, seed: seed)) }
}
