/// The kind of files that a set is written as.
package enum SetFormat: String, Sendable, CaseIterable {
    /// Folders `train/CLASS` and `valid/CLASS` of grey 8-bit PNG files, numbered from 1 in the order of the set.
    case png
    /// Four files named as MNIST's, not compressed. Labels are class indices.
    case idx
}
