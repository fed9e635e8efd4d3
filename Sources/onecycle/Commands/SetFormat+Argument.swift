import ArgumentParser
public import DigitDrawing

extension SetFormat: ExpressibleByArgument {}
