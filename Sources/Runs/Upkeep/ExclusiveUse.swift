import Foundation

/// Exclusive use of a run folder, for a command that moves or deletes results.
///
/// Meanwhile no call trains or runs a range test there.
struct ExclusiveUse {
    private let claims: [FolderClaim]

    /// - Throws: `StoreError.inUse` or `.rangeTestInUse` if a call works there, on this machine or another one;
    ///   `StoreError.file`.
    init(of folder: RunFolder) throws(StoreError) {
        // A unique hash: calls with the same hash share a claim.
        let hash = "exclusive " + UUID().uuidString
        claims = [
            try FolderClaim(on: folder, training: hash), try FolderClaim(on: folder, rangeTest: hash),
        ]
        if try LeaseKeeper().holderOfOtherTraining(than: hash, in: folder) != nil { throw .inUse(path: folder.path) }
    }
}
