/// A part of an experiment that one call computes at a time.
package enum WorkUnit: Hashable, Sendable {
    /// The range test.
    case rangeTest
    /// The training of a seed.
    case seed(UInt64)
}

extension RunFolder {
    /// The lease file of a unit: `.seed-3.lease`.
    package func lease(of unit: WorkUnit) -> String {
        switch unit {
        case .rangeTest: file(.rangeTestLease)
        case .seed(let seed): file(FolderName.lease(ofSeed: seed))
        }
    }
}
