import JSON
import Schedules

extension PolicyList {
    private static let maxValidations = 1_000_000

    static var plateau: Policy {
        let lr = ScheduledQuantity.learningRate.rate("Learning rate at the first step.")
        let factor = Key(
            "factor", .number(Plateau.factorRange), .default(.number(Plateau.defaultFactor)), "Factor of each decay.")
        let patience = Key(
            "patience", .integer(.notNegative, upTo: maxValidations),
            .default(.number(Double(Plateau.defaultPatience))),
            "Validations in a row without improvement that are allowed.")
        let threshold = Key(
            "threshold", .number(.share), .default(.number(Plateau.defaultThreshold)),
            "Relative improvement over the best loss that counts.")
        let cooldown = Key(
            "cooldown", .integer(.notNegative, upTo: maxValidations), .default(0),
            "Validations after a decay that are ignored.")
        let lrMin = ScheduledQuantity.learningRate.min("Lowest learning rate.", aliases: ["min_lr"])
        return Policy(
            "plateau",
            "Multiplied by factor when the validation loss stops falling (PyTorch's ReduceLROnPlateau). In a sequence, "
                + "only validations within its part count.",
            [lr, factor, patience, threshold, cooldown, lrMin]
        ) { values in
            try Plateau(
                lr: try values[lr], factor: try values[factor], patience: try values[patience],
                threshold: try values[threshold], cooldown: try values[cooldown], lrMin: try values[lrMin])
        }
    }
}
