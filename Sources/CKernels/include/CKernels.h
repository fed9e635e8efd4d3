// The loops that are ours: everything else is computed by oneDNN.
#include "activations.h"
#include "augment.h"
#include "gather.h"
#include "optimizers.h"
#include "parts.h"
#include "softmax_cross_entropy.h"
