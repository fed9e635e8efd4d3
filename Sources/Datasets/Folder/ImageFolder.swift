import Files

/// A folder of PNG files, with one subfolder per class.
///
/// The layout is `train/CLASS/*.png` with `valid/CLASS/*.png`, or `CLASS/*.png` without validation images. The second
/// folder may also be `val`, or `test` if there is neither. Hidden entries and files beside the class folders are ignored. Other files in
/// a class folder are errors.
///
/// The initializer reads names, sizes and times; `load` decodes the files.
public struct ImageFolder: Sendable {
    /// One image file.
    struct Entry: Sendable, Equatable {
        /// Path relative to the root: "train/7/12.png".
        var path: String
        /// Class index.
        var label: UInt8
        /// Size of the file, bytes.
        var size: Int
        /// Time of the last change, nanoseconds.
        var changed: Int
    }

    /// The path of the folder.
    public let root: String
    /// Names of the classes: numbers first, by value, then other names, by their bytes.
    public let classNames: [String]
    /// Training images, ordered by class, then by name.
    let train: [Entry]
    /// Validation images in the same order; nil if the folder has none.
    let valid: [Entry]?

    /// SHA-256 of names, classes, sizes and times of change, 64 hexadecimal digits.
    public let fingerprint: String

    /// Reads the names; no image is opened.
    /// - Parameter root: path of the folder.
    /// - Throws: `ImageFolderError`.
    public init(_ root: String) throws(ImageFolderError) {
        let folders = try Directory.folders(of: root)
        let validName = ["valid", "val", "test"].first(where: folders.contains)
        // Without a validation folder, `train` may be the name of a class.
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
        func classes(_ part: String) throws(ImageFolderError) -> [String] {
            NameOrder.sorted(try Directory.folders(of: root + "/" + part)) { $0 }
        }
        let (trained, validated) = (try classes("train"), try classes(validName))
        // Compared by bytes: names that only look the same are different folders.
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
        throws(ImageFolderError) -> [Entry]
    {
        let place = part.isEmpty ? root : root + "/" + part.dropLast()
        guard classNames.count >= 2 else { throw .tooFewClasses(root: place, found: classNames) }
        guard classNames.count <= ImageDataset.maxClasses else {
            throw .tooManyClasses(root: place, count: classNames.count, limit: ImageDataset.maxClasses)
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
        // Bit 0x20 is the case of an ASCII letter.
        name.utf8.suffix(4).elementsEqual(".png".utf8) { $0 == $1 || $1 != UInt8(ascii: ".") && $0 | 0x20 == $1 }
    }
}
