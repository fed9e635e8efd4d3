import Files

/// Which pictures a folder holds, by class: read from names alone, no picture is opened.
///
/// Either `train/CLASS/*.png` beside `valid/CLASS/*.png` (or `val/`, or, where there is neither, `test/`), or
/// `CLASS/*.png`, of which part is to be held out. Hidden entries are passed over; so is whatever stands beside the
/// folders of classes. Anything else among the pictures is refused rather than left out.
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

    /// Of the names, classes, sizes and times of change.
    public let fingerprint: String

    /// Reads the names.
    /// - Throws: `PictureFolderError`.
    public init(_ root: String) throws(PictureFolderError) {
        let folders = try Directory.folders(of: root)
        let validName = ["valid", "val", "test"].first(where: folders.contains)
        // A class may be called train, too, where nothing else has the name of a part.
        let isSplit =
            if folders.contains("train"), validName == nil {
                try !Directory.folders(of: root + "/train").isEmpty
            } else {
                folders.contains("train")
            }
        guard isSplit else {
            self.root = root
            classNames = NameOrder.sorted(folders) { $0 }
            train = try Self.pictures(in: root, below: "", classNames: classNames)
            valid = nil
            fingerprint = Self.fingerprint(of: train)
            return
        }
        guard let validName else { throw .noValidation(root: root) }
        func classes(_ part: String) throws(PictureFolderError) -> [String] {
            NameOrder.sorted(try Directory.folders(of: root + "/" + part)) { $0 }
        }
        let (trained, validated) = (try classes("train"), try classes(validName))
        // By their bytes, as files are found: names that only look the same are different folders.
        let (trainedNames, validatedNames) = (trained.map { Array($0.utf8) }, validated.map { Array($0.utf8) })
        guard trainedNames == validatedNames else {
            throw .classesDiffer(
                root: root, part: validName, missing: trained.filter { !validatedNames.contains(Array($0.utf8)) },
                extra: validated.filter { !trainedNames.contains(Array($0.utf8)) })
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
        return ContentDigest.of(bytes)
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
            for entry in entries {
                let place = root + "/" + path + "/" + entry.name
                if case .unknown(let code) = entry.kind { throw .unreadable(path: place, code: code) }
                guard entry.kind == .file, isPicture(entry.name) else {
                    throw .notAPicture(path: place, isFolder: entry.kind == .folder)
                }
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
