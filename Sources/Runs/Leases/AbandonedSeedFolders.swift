import Files

/// Unfinished seed folders with unique names (`FolderName.uniqueUnfinished`) that killed calls left, as found at a call's start.
///
/// The holder of a seed's lease removes those of the seed: no living call writes into them. Other folders stay.
struct AbandonedSeedFolders {
    private let names: [String: [UInt64: [String]]]

    init(_ folders: [RunFolder]) {
        var names: [String: [UInt64: [String]]] = [:]
        for folder in folders {
            for name in (try? FileSystem.names(in: folder.path)) ?? [] {
                guard let seed = FolderName.seed(uniqueUnfinished: name) else { continue }
                names[folder.path, default: [:]][seed, default: []].append(name)
            }
        }
        self.names = names
    }

    /// Removes the unfinished folders of a seed, unless they hold files that no run writes.
    func remove(seed: UInt64, of folder: RunFolder) {
        for name in names[folder.path]?[seed] ?? [] {
            guard let content = try? FileSystem.names(in: folder.file(name)),
                content.allSatisfy(UnfinishedFolder.isName)
            else { continue }
            try? FileSystem.remove(folder.file(name))
        }
    }
}
