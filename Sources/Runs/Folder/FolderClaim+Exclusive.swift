import Foundation

extension FolderClaim {
    /// A claim that no other call shares, for commands that move or delete what runs wrote.
    /// - Throws: `StoreError.inUse` if a call trains there; `StoreError.file`.
    static func exclusive(on folder: RunFolder) throws(StoreError) -> FolderClaim {
        try FolderClaim(on: folder, training: "exclusive " + UUID().uuidString)
    }
}
