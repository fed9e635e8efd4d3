import Foundation

/// The use of a run folder by a command that moves or deletes results: no call trains there, or tests rates, meanwhile.
struct ExclusiveUse {
    private let claims: [FolderClaim]

    /// - Throws: `StoreError.inUse` or `.rangeTestInUse` if a call works there, on this machine or another one;
    ///   `StoreError.file`.
    init(of folder: RunFolder) throws(StoreError) {
        // No call has this hash.
        let hash = "exclusive " + UUID().uuidString
        claims = [
            try FolderClaim(on: folder, training: hash), try FolderClaim(on: folder, rangeTest: hash),
        ]
        if try LeaseKeeper().holderOfOtherTraining(than: hash, in: folder) != nil { throw .inUse(path: folder.path) }
    }
}
