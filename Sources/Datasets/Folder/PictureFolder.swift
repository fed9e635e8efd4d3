#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which pictures a folder holds, by class: read from names alone, no picture is opened.
///
/// Either `train/CLASS/*.png` beside `valid/CLASS/*.png` (or `val/`, or, where there is neither, `test/`), or
/// `CLASS/*.png`, of which part is to be held out. Hidden entries are passed over; so are files beside the folders of
/// classes. Anything else among the pictures is refused rather than left out.
public struct PictureFolder: Sendable {
    /// One picture.
    struct Entry: Sendable, Equatable {
        /// Path below the root: "train/7/12.png".
        var path: String
        /// Index of its class.
        var label: UInt8
        /// Bytes of the file.
        var size: Int
        /// When it was last changed, in nanoseconds.
        var changed: Int
    }

    /// The folder.
    public let root: String
    /// Names of the classes, numbers by value and in front, the others by their bytes.
    public let classNames: [String]
    /// By class, and within a class by name, as the classes are.
    let train: [Entry]
    /// Likewise; nil where part of `train` is to be held out.
    let valid: [Entry]?

    /// Number of pictures to train on, those that are still to be held out among them.
    public var trainCount: Int { train.count }

    /// Whether the folder has pictures to validate on.
    public var hasValidation: Bool { valid != nil }

    /// Of the names, classes, sizes and times of change.
    public let fingerprint: String

    /// Reads the names.
    /// - Throws: `PictureFolderError`.
    public init(_ root: String) throws(PictureFolderError) {
        let folders = try Directory.entries(of: root).filter(\.isFolder).map(\.name)
        guard folders.contains("train") else {
            self.root = root
            classNames = NameOrder.sorted(folders) { $0 }
            train = try Self.pictures(in: root, below: "", classNames: classNames)
            valid = nil
            fingerprint = Self.fingerprint(of: train)
            return
        }
        guard let validName = ["valid", "val", "test"].first(where: folders.contains) else {
            throw .noValidation(root: root)
        }
        func classes(_ part: String) throws(PictureFolderError) -> [String] {
            NameOrder.sorted(try Directory.entries(of: root + "/" + part).filter(\.isFolder).map(\.name)) { $0 }
        }
        let (trained, validated) = (try classes("train"), try classes(validName))
        guard trained == validated else {
            throw .classesDiffer(
                root: root, part: validName, missing: trained.filter { !validated.contains($0) },
                extra: validated.filter { !trained.contains($0) })
        }
        self.root = root
        classNames = trained
        let train = try Self.pictures(in: root, below: "train/", classNames: trained)
        let valid = try Self.pictures(in: root, below: validName + "/", classNames: trained)
        (self.train, self.valid) = (train, valid)
        fingerprint = Self.fingerprint(of: train + valid)
    }

    private static func fingerprint(of entries: [Entry]) -> String {
        var bytes: [UInt8] = []
        for entry in entries {
            bytes += entry.path.utf8
            bytes.append(0)
            for number in [Int(entry.label), entry.size, entry.changed] {
                withUnsafeBytes(of: UInt64(truncatingIfNeeded: number).littleEndian) { bytes += $0 }
            }
        }
        return sha256(of: bytes)
    }

    private static func pictures(in root: String, below part: String, classNames: [String])
        throws(PictureFolderError) -> [Entry]
    {
        let place = part.isEmpty ? root : root + "/" + part.dropLast()
        guard classNames.count >= 2 else { throw .tooFewClasses(root: place, found: classNames) }
        guard classNames.count <= ImageDataset.classLimit else {
            throw .tooManyClasses(root: place, count: classNames.count, limit: ImageDataset.classLimit)
        }
        var pictures: [Entry] = []
        for (label, name) in classNames.enumerated() {
            let path = part + name
            let entries = try Directory.entries(of: root + "/" + path)
            for entry in entries where entry.isFolder || !isPicture(entry.name) {
                throw .notAPicture(path: root + "/" + path + "/" + entry.name, isFolder: entry.isFolder)
            }
            guard !entries.isEmpty else { throw .emptyClass(path: root + "/" + path) }
            pictures += NameOrder.sorted(entries, by: \.name).map {
                Entry(path: path + "/" + $0.name, label: UInt8(label), size: $0.size, changed: $0.changed)
            }
        }
        return pictures
    }

    private static func isPicture(_ name: String) -> Bool {
        // The case of a letter is this bit.
        name.utf8.suffix(4).elementsEqual(".png".utf8) { $0 == $1 || $1 != UInt8(ascii: ".") && $0 | 0x20 == $1 }
    }
}

/// Names in the order people expect: whole numbers by value and first, the others by their bytes. What follows the first
/// dot does not count unless the rest is equal, so 9.png is before 10.png.
enum NameOrder {
    /// In that order.
    static func sorted<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
        // Each name is taken apart once, not at every comparison.
        elements.indices.map { Key(name(elements[$0]), index: $0) }.sorted().map { elements[$0.index] }
    }

    private struct Key: Comparable {
        var isNumber: Bool
        var number: UInt64
        var name: String
        var index: Int

        init(_ name: String, index: Int) {
            let number = Self.number(name)
            isNumber = number != nil
            self.number = number ?? 0
            self.name = name
            self.index = index
        }

        static func < (one: Key, other: Key) -> Bool {
            if one.isNumber != other.isNumber { return one.isNumber }
            if one.number != other.number { return one.number < other.number }
            return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
        }

        private static func number(_ name: String) -> UInt64? {
            var value: UInt64?
            for byte in name.utf8 {
                if byte == UInt8(ascii: ".") { break }
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                let (tens, overflows) = (value ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, carries) = tens.addingReportingOverflow(UInt64(byte & 15))
                guard !overflows, !carries else { return nil }
                value = sum
            }
            return value
        }
    }
}

/// The names in a folder, with what the system says of them.
private struct Directory {
    struct Entry {
        var name: String
        var isFolder: Bool
        var size: Int
        var changed: Int
    }

    /// Everything but hidden entries, links followed.
    static func entries(of path: String) throws(PictureFolderError) -> [Entry] {
        guard let folder = opendir(path) else { throw .unreadable(path: path, code: errno) }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let found = readdir(folder) {
            let name = withUnsafeBytes(of: &found.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            var status = stat()
            // The bytes as they are: a name need not be valid UTF-8.
            let code = withUnsafePointer(to: &found.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { fstatat(dirfd(folder), $0, &status, 0) }
            }
            guard code == 0 else { throw .unreadable(path: path + "/" + name, code: errno) }
            let kind = status.st_mode & S_IFMT
            guard kind == S_IFDIR || kind == S_IFREG else {
                throw .notAPicture(path: path + "/" + name, isFolder: false)
            }
            entries.append(
                Entry(
                    name: name, isFolder: kind == S_IFDIR, size: Int(status.st_size),
                    changed: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec))
        }
        return entries
    }
}
