import Datasets
import Parallel
import Raster

/// Writes sets as PNG files, one folder per class.
enum ImageFolderWriter {
    /// Writes `train/CLASS/00001.png` and so on. Numbers are positions in the set, so reading by name keeps its order.
    /// - Throws: `SetWritingError`, `PictureError`, or `DatasetError.interrupted`.
    static func write(
        _ set: ImageDataset, _ part: SetPart, to folder: String, threads: Int,
        _ isCancelled: @Sendable () -> Bool
    ) throws {
        for name in set.classNames { try SetWriter.makeFolder("\(folder)/\(part.rawValue)/\(name)") }
        let blockSize = 64
        let blocks = (set.count + blockSize - 1) / blockSize
        _ = try Workers.map(
            blocks, threads: threads, checkCancellation: { if isCancelled() { throw DatasetError.interrupted } }
        ) { block in
            for index in block * blockSize..<min((block + 1) * blockSize, set.count) {
                let image = set.pixels[index * set.planeSize..<(index + 1) * set.planeSize]
                let png = try image.withUnsafeBufferPointer {
                    try PNGEncoder.encode(grey: $0, width: set.width, height: set.height)
                }
                let name = set.classNames[Int(set.labels[index])]
                try SetWriter.writeFile(png, to: "\(folder)/\(part.rawValue)/\(name)/\(number(index + 1)).png")
            }
        }
    }

    /// The number with at least five digits.
    private static func number(_ value: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}
