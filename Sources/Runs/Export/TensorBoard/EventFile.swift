/// A TensorBoard event file: a version record, then scalars, texts and images in the order they are added.
///
/// A record is the length of its data (8 bytes, little-endian) and the data, each followed by its masked CRC-32C. All events have one given time, so the same content gives the same bytes. TensorBoard reads any file
/// in a run's folder whose name contains "tfevents".
package struct EventFile: Sendable, Equatable {
    /// The file's content.
    package private(set) var bytes: [UInt8] = []
    private let wallTime: Double

    /// A name that TensorBoard recognizes.
    package static let name = "events.out.tfevents.0.onecycle"

    /// - Parameter wallTime: of every event, seconds since 1970.
    package init(wallTime: Double = 0) {
        self.wallTime = wallTime
        append(EventMessage.version(wallTime: wallTime))
    }

    /// - Parameter value: stored in single precision, like all of TensorBoard's scalars.
    package mutating func addScalar(_ tag: String, _ value: Double, step: Int64) {
        append(EventMessage.scalar(tag, Float(value), wallTime: wallTime, step: step))
    }

    /// Adds a scalar for every number of every row, named by `prefix` and its column.
    /// - Parameter steps: the column with the step.
    /// - Throws: `ExportError.noColumn`, `.notAStep`; nothing is added then.
    package mutating func addScalars(_ table: ExportTable, steps: String, prefix: String) throws(ExportError) {
        guard let place = table.columns.firstIndex(of: steps) else { throw .noColumn(steps) }
        var added = self
        for (index, row) in table.rows.enumerated() {
            guard let step = row[place].step else { throw .notAStep(column: steps, row: index) }
            for (column, value) in zip(table.columns, row) where column != steps {
                guard let number = value.scalar else { continue }
                added.addScalar(prefix + column, number, step: step)
            }
        }
        self = added
    }

    /// - Parameter text: Markdown; `codeBlock` makes literal text.
    package mutating func addText(_ tag: String, _ text: String, step: Int64 = 0) {
        append(EventMessage.text(tag, text, wallTime: wallTime, step: step))
    }

    /// - Parameter png: a whole PNG file.
    /// - Throws: `ExportError.notPNG`.
    package mutating func addImage(_ tag: String, png: [UInt8], step: Int64 = 0) throws(ExportError) {
        guard let image = PNGHeader(png) else { throw .notPNG(tag) }
        append(EventMessage.image(tag, image, wallTime: wallTime, step: step))
    }

    /// Markdown that shows `text` literally: every line is indented by four spaces. Unlike a fence, no content ends this.
    package static func codeBlock(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "    " + $0 }
            .joined(separator: "\n")
    }

    private mutating func append(_ data: [UInt8]) {
        let length = withUnsafeBytes(of: UInt64(data.count).littleEndian, Array.init)
        bytes += length
        add(CRC32C.masked(length))
        bytes += data
        add(CRC32C.masked(data))
    }

    private mutating func add(_ word: UInt32) {
        withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
}

extension ExportTable.Value {
    /// The value as a whole number.
    fileprivate var step: Int64? {
        switch self {
        case .integer(let value): value
        case .unsigned(let value): Int64(exactly: value)
        case .number(let value): Int64(exactly: value)
        case .missing, .flag, .text: nil
        }
    }

    fileprivate var scalar: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .number(let value): value
        case .missing, .flag, .text: nil
        }
    }
}
