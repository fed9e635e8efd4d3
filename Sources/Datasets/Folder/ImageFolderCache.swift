import Files
import Foundation

/// Decoded image folders, cached as files: reading one takes a fraction of the time of decoding.
///
/// A file's name is a hash of the folder's path and the options. Its header has a hash of the names, sizes and times of
/// change. Outdated and damaged files are ignored and replaced. A set that cannot be cached is not an error.
struct ImageFolderCache {
    /// The folder of the files.
    let directory: String

    private static let magic = Array("onecycle pictures 1\n".utf8)
    private static let maxHeaderSize = 1 << 24

    /// Describes a file's content.
    private struct Header: Codable {
        var key: String
        var planes: Int
        var height: Int
        var width: Int
        var channels: Int
        var classNames: [String]
        var counts: [Int]
        var hashes: [String]
    }

    /// The images of `folder` read with `options`; nil if they are not in the cache.
    func load(_ folder: ImageFolder, _ options: ImageFolderOptions) -> (train: ImageDataset, valid: ImageDataset?)? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path(folder, options)), options: .alwaysMapped),
            data.starts(with: Self.magic)
        else { return nil }
        let start = Self.magic.count + 8
        guard data.count >= start else { return nil }
        // Eight bytes, least significant first; a damaged length may exceed Int.
        let claimed = data[Self.magic.count..<start].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let length = Int(exactly: claimed), length <= Self.maxHeaderSize, data.count >= start + length,
            let header = try? JSONDecoder().decode(Header.self, from: data[start..<start + length]),
            header.key == key(folder, options), header.counts.count == (folder.valid == nil ? 1 : 2),
            header.hashes.count == header.counts.count, header.classNames == folder.classNames
        else { return nil }
        let entries = [folder.train] + (folder.valid.map { [$0] } ?? [])
        guard header.counts == entries.map(\.count), [1, header.channels].contains(header.planes),
            header.height > 0, header.width > 0, [1, 3].contains(header.channels)
        else { return nil }
        let (area, overflows) = header.height.multipliedReportingOverflow(by: header.width)
        guard !overflows, area <= ImageFolderReader.maxSetSize else { return nil }
        let imageSize = header.planes * area
        var place = start + length
        guard data.count - place == header.counts.reduce(0, +) * imageSize else { return nil }
        var sets: [ImageDataset] = []
        for (index, count) in header.counts.enumerated() {
            let set = ImageDataset(
                pixels: [UInt8](data[place..<place + count * imageSize]), labels: entries[index].map(\.label),
                planes: header.planes, height: header.height, width: header.width, channels: header.channels,
                classNames: header.classNames, origin: folder.root)
            guard set.contentHash == header.hashes[index] else { return nil }
            sets.append(set)
            place += count * imageSize
        }
        return (sets[0], sets.count > 1 ? sets[1] : nil)
    }

    /// Caches a set. It replaces the file of the same folder and options.
    func store(
        _ sets: (train: ImageDataset, valid: ImageDataset?), of folder: ImageFolder, _ options: ImageFolderOptions
    ) {
        let all = [sets.train] + (sets.valid.map { [$0] } ?? [])
        let header = Header(
            key: key(folder, options), planes: sets.train.planes, height: sets.train.height, width: sets.train.width,
            channels: sets.train.channels, classNames: sets.train.classNames, counts: all.map(\.count),
            hashes: all.map(\.contentHash))
        guard let text = try? JSONEncoder().encode(header), text.count <= Self.maxHeaderSize else { return }
        var head = Data(Self.magic)
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { head.append(contentsOf: $0) }
        head.append(text)
        try? FileSystem.makeFolder(directory)
        // Not synced: the file can be created again.
        try? AtomicFile.write(to: path(folder, options), synced: false) { write in
            try head.withUnsafeBytes { try write($0) }
            for set in all { try set.pixels.withUnsafeBytes { try write($0) } }
        }
    }

    /// The file for a folder and options. It stays the same if the folder changes.
    private func path(_ folder: ImageFolder, _ options: ImageFolderOptions) -> String {
        let root = URL(fileURLWithPath: folder.root).standardizedFileURL.path
        return directory + "/pictures-\(ContentDigest.of("\(root)\n\(options)").prefix(16))"
    }

    /// Hash of everything that determines the content.
    private func key(_ folder: ImageFolder, _ options: ImageFolderOptions) -> String {
        ContentDigest.of("\(options)\n\(folder.fingerprint)")
    }
}
