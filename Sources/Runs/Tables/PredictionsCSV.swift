import Text
import Foundation
public import Training

extension Predictions {
    /// One row per image: its place in the set, its class, the class with the largest logit, and all logits.
    ///
    /// Classes count from 0. Logits have nine significant digits, which read back as the same single-precision value.
    public var csv: String {
        let columns = ["index", "label", "predicted"] + (0..<classes).map { "logit_\($0)" }
        var text = columns.joined(separator: ",") + "\n"
        text.reserveCapacity(labels.count * (16 + classes * 16))
        for (image, label) in labels.enumerated() {
            let logits = logits(of: image).map(Self.digits).joined(separator: ",")
            text += "\(image),\(label),\(predicted(image)),\(logits)\n"
        }
        return text
    }

    /// The sign of nan differs between processors.
    private static func digits(_ value: Float) -> String {
        value.isNaN ? "nan" : NumberText.significant(Double(value), digits: 9)
    }
}
