// The loops that are ours: everything else is computed by oneDNN.
#include "activations.h"
#include "augment.h"
#include "gather.h"
#include "gradients.h"
#include "optimizers.h"
#include "softmax_cross_entropy.h"
#include "team.h"
#include "thread.h"
