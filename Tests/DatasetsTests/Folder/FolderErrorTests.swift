import Datasets
import Foundation
import TestSupport
import Testing

/// Problems of a folder, in the words that are shown.
@Suite struct FolderErrorTests {
    let folder: TemporaryFolder
    private var root: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func message() -> String {
        do {
            _ = try ImageSource.folder(path: root, resize: nil).load(channels: nil, threads: 2)
            return "no error"
        } catch {
            return (error as? ImageFolderError)?.description ?? "another error: \(error)"
        }
    }

    private func pictures(_ names: String...) throws { for name in names { try folder.grey(name + "/1.png") } }

    @Test func classes() throws {
        let remedy = "; create a folder for each class"
        #expect(message() == "\(root): no class folders" + remedy)
        try pictures("a")
        #expect(message() == "\(root): only one class, \"a\"; at least two are needed" + remedy)
        try FileManager.default.createDirectory(atPath: root + "/b", withIntermediateDirectories: true)
        #expect(message() == "\(root)/b: no pictures of this class; add PNG files or remove the folder")
        for index in 0..<257 { try pictures("\(index)") }
        #expect(message() == "\(root): 259 classes; the maximum is 256")
    }

    @Test func partsThatDoNotFit() throws {
        try pictures("train/a", "train/b")
        #expect(
            message()
                == "\(root): has train but neither valid nor test; add one, or put the class folders directly "
                + "into this folder and set data.valid_split")
        try pictures("valid/b", "valid/c")
        #expect(
            message()
                == "\(root)/valid: classes missing: \"a\"; classes missing in train: \"c\"; train and valid "
                + "need the same folders")
    }

    @Test func whatIsNoPicture() throws {
        try pictures("a", "b")
        try folder.write(Array("text".utf8), "b/notes.txt")
        #expect(message() == "\(root)/b/notes.txt: not a PNG file in a class folder; remove it")
        try FileManager.default.removeItem(atPath: root + "/b/notes.txt")
        try folder.grey("b/more/1.png")
        #expect(message() == "\(root)/b/more: a folder in a class folder; remove it")
        try FileManager.default.removeItem(atPath: root + "/b/more")
        try folder.write(Array("text".utf8), "b/2.png")
        #expect(message().hasPrefix("\(root)/b/2.png: not a valid PNG file ("))
        try folder.write([], "b/2.png")
        #expect(message().hasPrefix("\(root)/b/2.png: not a valid PNG file ("))
    }

    /// No name can break the line or colour it.
    @Test func namesStayOnTheirLine() throws {
        try pictures("a", "b")
        try folder.write(Array("text".utf8), "b/one\ntwo\u{1b}[31m.txt")
        #expect(
            message()
                == "\(root)/b/one\\u000atwo\\u001b[31m.txt: not a PNG file in a class folder; remove it")
    }

    @Test func namesThatAreNoText() throws {
        try pictures("a", "b")
        let name = Array((root + "/b/").utf8) + [0xff, 0xfe] + Array(".png".utf8) + [0]
        let file = name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
        }
        #expect(file >= 0)
        close(file)
        #expect(message() == "\(root)/b/\u{fffd}\u{fffd}.png: the name is not UTF-8; rename it")
    }

    @Test func aPictureThatClaimsTooMuch() throws {
        try pictures("a", "b")
        try folder.write(PNGPicture(height: 60_000, width: 60_000, samples: []).claim, "b/2.png")
        #expect(message() == "\(root)/b/2.png: 60000 x 60000 pixels, the maximum is 67108864 pixels; reduce it")
    }

    @Test func aFolderThatIsNone() throws {
        let missing = ImageSource.folder(path: root + "/nowhere", resize: nil)
        #expect(throws: ImageFolderError.unreadable(path: root + "/nowhere", code: ENOENT)) {
            try missing.facts(channels: nil)
        }
        try pictures("a", "b")
        try FileManager.default.createSymbolicLink(atPath: root + "/b/2.png", withDestinationPath: "2.png")
        #expect(message() == "\(root)/b/2.png: cannot be read: Too many levels of symbolic links")
    }
}

extension PNGPicture {
    /// The file of this size with hardly any pixels in it.
    fileprivate var claim: [UInt8] {
        var file = PNGPicture(height: 1, width: 1, samples: [0]).file
        let header = PNGPicture.chunk(
            "IHDR",
            [width, height].flatMap { size in [24, 16, 8, 0].map { UInt8(size >> $0 & 255) } } + [8, 0, 0, 0, 0])
        file.replaceSubrange(8..<8 + header.count, with: header)
        return file
    }
}
