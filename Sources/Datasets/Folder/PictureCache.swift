import Files
import Foundation

/// Decoded folders, kept as files: reading one takes a fraction of decoding the pictures again.
///
/// A file is named after the folder and the options, and says inside for which names, sizes and times of change it
/// holds. What does not fit these, or is damaged, counts as absent and is replaced. Failing to keep a set is no error.
struct PictureCache {
    /// Where the files are.
    let directory: String

    private static let magic = Array("onecycle pictures 1\n".utf8)
    private static let headerLimit = 1 << 24

    /// What a file says of its content.
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

    /// The set of `folder` read with `options`; nil where none is kept that fits.
    func load(_ folder: PictureFolder, _ options: PictureOptions) -> (train: ImageDataset, valid: ImageDataset?)? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path(folder, options)), options: .alwaysMapped),
            data.starts(with: Self.magic)
        else { return nil }
        let start = Self.magic.count + 8
        guard data.count >= start else { return nil }
        // Eight bytes, least significant first; a length beyond an Int is a damaged one.
        let claimed = data[Self.magic.count..<start].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let length = Int(exactly: claimed), length <= Self.headerLimit, data.count >= start + length,
            let header = try? JSONDecoder().decode(Header.self, from: data[start..<start + length]),
            header.key == key(folder, options), header.counts.count == (folder.valid == nil ? 1 : 2),
            header.hashes.count == header.counts.count, header.classNames == folder.classNames
        else { return nil }
        let entries = [folder.train] + (folder.valid.map { [$0] } ?? [])
        guard header.counts == entries.map(\.count), [1, header.channels].contains(header.planes),
            header.height > 0, header.width > 0, [1, 3].contains(header.channels)
        else { return nil }
        let (area, overflows) = header.height.multipliedReportingOverflow(by: header.width)
        guard !overflows, area <= PictureReader.setLimit else { return nil }
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

    /// Keeps a set, in place of what was kept of the same folder and options.
    func store(
        _ sets: (train: ImageDataset, valid: ImageDataset?), of folder: PictureFolder, _ options: PictureOptions
    ) {
        let all = [sets.train] + (sets.valid.map { [$0] } ?? [])
        let header = Header(
            key: key(folder, options), planes: sets.train.planes, height: sets.train.height, width: sets.train.width,
            channels: sets.train.channels, classNames: sets.train.classNames, counts: all.map(\.count),
            hashes: all.map(\.contentHash))
        guard let text = try? JSONEncoder().encode(header), text.count <= Self.headerLimit else { return }
        var head = Data(Self.magic)
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { head.append(contentsOf: $0) }
        head.append(text)
        try? FileSystem.makeFolder(directory)
        // A cache: it can be made again, so nothing waits for the disk.
        try? AtomicFile.write(to: path(folder, options), synced: false) { write in
            try head.withUnsafeBytes { try write($0) }
            for set in all { try set.pixels.withUnsafeBytes { try write($0) } }
        }
    }

    /// The file for a folder and options: one for each, however often the folder changes.
    private func path(_ folder: PictureFolder, _ options: PictureOptions) -> String {
        let root = URL(fileURLWithPath: folder.root).standardizedFileURL.path
        return directory + "/pictures-\(ContentDigest.of("\(root)\n\(options)").prefix(16))"
    }

    /// Everything that decides the content.
    private func key(_ folder: PictureFolder, _ options: PictureOptions) -> String {
        ContentDigest.of("\(options)\n\(folder.fingerprint)")
    }
}
