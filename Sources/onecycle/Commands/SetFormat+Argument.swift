public import ArgumentParser
public import Datasets

extension SetFormat: ExpressibleByArgument {}
