// One C interface over oneDNN 2 and oneDNN 3.
//
// Version 3 makes a primitive descriptor in one call and hides the memory descriptor behind a pointer. Version 2 fills a
// struct first. The functions below have version 3's form. With version 2 they are built from its functions, so Swift
// sees one library. No logic lives here.
#ifndef ONECYCLE_CDNNL_SHIM_H
#define ONECYCLE_CDNNL_SHIM_H

#include <oneapi/dnnl/dnnl.h>
#include <stdint.h>
#include <stdlib.h>

#if DNNL_VERSION_MAJOR < 2 || (DNNL_VERSION_MAJOR == 2 && DNNL_VERSION_MINOR < 5)
// 2.2 has scale and shift in one tensor only, and 2.3 leaves some weight gradients zero.
#error "onecycle needs oneDNN 2.5 or later (libdnnl-dev of Debian 12, of Ubuntu 24.04, or later ones)"
#endif

/// A memory descriptor on the heap, whichever version owns it.
typedef struct cdnnl_md_s *cdnnl_md_t;

#if DNNL_VERSION_MAJOR >= 3
#define CDNNL_MD(md) ((dnnl_memory_desc_t)(void *)(md))
#else
#define CDNNL_MD(md) ((dnnl_memory_desc_t *)(void *)(md))
#endif

/// The name of an instruction set; NULL for one that is not known here.
static inline const char *cdnnl_isa_name(dnnl_cpu_isa_t isa) {
    switch (isa) {
    case dnnl_cpu_isa_sse41: return "sse41";
    case dnnl_cpu_isa_avx: return "avx";
    case dnnl_cpu_isa_avx2: return "avx2";
    case dnnl_cpu_isa_avx2_vnni: return "avx2_vnni";
    case dnnl_cpu_isa_avx512_core: return "avx512_core";
    case dnnl_cpu_isa_avx512_core_vnni: return "avx512_core_vnni";
    case dnnl_cpu_isa_avx512_core_bf16: return "avx512_core_bf16";
    case dnnl_cpu_isa_avx512_core_amx: return "avx512_core_amx";
#if DNNL_VERSION_MAJOR >= 3
    case dnnl_cpu_isa_avx2_vnni_2: return "avx2_vnni_2";
    case dnnl_cpu_isa_avx512_core_fp16: return "avx512_core_fp16";
    case dnnl_cpu_isa_avx512_core_amx_fp16: return "avx512_core_amx_fp16";
#endif
    default: return NULL;
    }
}

// MARK: Memory descriptors

static inline dnnl_status_t cdnnl_md_create(cdnnl_md_t *out, int ndims, const int64_t *dims, dnnl_data_type_t type,
                                            dnnl_format_tag_t tag) {
    dnnl_dims_t d = {0};
    if (ndims < 1 || ndims > DNNL_MAX_NDIMS) return dnnl_invalid_arguments;
    for (int i = 0; i < ndims; i++) d[i] = dims[i];
#if DNNL_VERSION_MAJOR >= 3
    dnnl_memory_desc_t md = NULL;
    dnnl_status_t status = dnnl_memory_desc_create_with_tag(&md, ndims, d, type, tag);
    if (status == dnnl_success) *out = (cdnnl_md_t)(void *)md;
    return status;
#else
    dnnl_memory_desc_t *md = (dnnl_memory_desc_t *)malloc(sizeof *md);
    if (!md) return dnnl_out_of_memory;
    dnnl_status_t status = dnnl_memory_desc_init_by_tag(md, ndims, d, type, tag);
    if (status == dnnl_success)
        *out = (cdnnl_md_t)(void *)md;
    else
        free(md);
    return status;
#endif
}

static inline void cdnnl_md_destroy(cdnnl_md_t md) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_memory_desc_destroy(CDNNL_MD(md));
#else
    free(md);
#endif
}

/// A copy of a descriptor of a primitive descriptor; fails if it has no such descriptor.
static inline dnnl_status_t cdnnl_md_query(cdnnl_md_t *out, const_dnnl_primitive_desc_t pd, dnnl_query_t what, int index) {
#if DNNL_VERSION_MAJOR >= 3
    const_dnnl_memory_desc_t found = dnnl_primitive_desc_query_md(pd, what, index);
    if (!found) return dnnl_unimplemented;
    dnnl_memory_desc_t copy = NULL;
    dnnl_status_t status = dnnl_memory_desc_clone(&copy, found);
    if (status == dnnl_success) *out = (cdnnl_md_t)(void *)copy;
    return status;
#else
    const dnnl_memory_desc_t *found = dnnl_primitive_desc_query_md(pd, what, index);
    if (!found) return dnnl_unimplemented;
    dnnl_memory_desc_t *copy = (dnnl_memory_desc_t *)malloc(sizeof *copy);
    if (!copy) return dnnl_out_of_memory;
    *copy = *found;
    *out = (cdnnl_md_t)(void *)copy;
    return dnnl_success;
#endif
}

/// The type of a descriptor's values.
static inline dnnl_data_type_t cdnnl_md_type(cdnnl_md_t md) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_data_type_t type = dnnl_data_type_undef;
    dnnl_memory_desc_query(CDNNL_MD(md), dnnl_query_data_type, &type);
    return type;
#else
    return CDNNL_MD(md)->data_type;
#endif
}

static inline size_t cdnnl_md_size(cdnnl_md_t md) { return dnnl_memory_desc_get_size(CDNNL_MD(md)); }

static inline int cdnnl_md_equal(cdnnl_md_t a, cdnnl_md_t b) { return dnnl_memory_desc_equal(CDNNL_MD(a), CDNNL_MD(b)); }

// MARK: Memory

static inline dnnl_status_t cdnnl_memory_create(dnnl_memory_t *out, cdnnl_md_t md, dnnl_engine_t engine, void *data) {
    return dnnl_memory_create(out, CDNNL_MD(md), engine, data);
}

// MARK: Attributes

static inline dnnl_status_t cdnnl_post_ops_append_eltwise(dnnl_post_ops_t ops, dnnl_alg_kind_t alg, float alpha,
                                                          float beta) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_post_ops_append_eltwise(ops, alg, alpha, beta);
#else
    return dnnl_post_ops_append_eltwise(ops, 1.0f, alg, alpha, beta);
#endif
}

// MARK: Primitive descriptors
//
// Spatial arguments are pairs: {height, width}. `hint` is the forward descriptor that a backward one belongs to.

static inline dnnl_status_t cdnnl_convolution_forward(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                      dnnl_prop_kind_t kind, cdnnl_md_t src, cdnnl_md_t weights,
                                                      cdnnl_md_t bias, cdnnl_md_t dst, const int64_t *strides,
                                                      const int64_t *padding_l, const int64_t *padding_r,
                                                      const_dnnl_primitive_attr_t attr) {
    dnnl_dims_t dilates = {0, 0};
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_convolution_forward_primitive_desc_create(out, engine, kind, dnnl_convolution_direct, CDNNL_MD(src),
                                                          CDNNL_MD(weights), bias ? CDNNL_MD(bias) : NULL, CDNNL_MD(dst),
                                                          strides, dilates, padding_l, padding_r, attr);
#else
    dnnl_convolution_desc_t desc;
    dnnl_status_t status = dnnl_dilated_convolution_forward_desc_init(
        &desc, kind, dnnl_convolution_direct, CDNNL_MD(src), CDNNL_MD(weights), bias ? CDNNL_MD(bias) : NULL,
        CDNNL_MD(dst), strides, dilates, padding_l, padding_r);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, NULL) : status;
#endif
}

static inline dnnl_status_t cdnnl_convolution_backward_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                            cdnnl_md_t diff_src, cdnnl_md_t weights, cdnnl_md_t diff_dst,
                                                            const int64_t *strides, const int64_t *padding_l,
                                                            const int64_t *padding_r, const_dnnl_primitive_desc_t hint,
                                                            const_dnnl_primitive_attr_t attr) {
    dnnl_dims_t dilates = {0, 0};
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_convolution_backward_data_primitive_desc_create(out, engine, dnnl_convolution_direct, CDNNL_MD(diff_src),
                                                                CDNNL_MD(weights), CDNNL_MD(diff_dst), strides, dilates,
                                                                padding_l, padding_r, hint, attr);
#else
    dnnl_convolution_desc_t desc;
    dnnl_status_t status = dnnl_dilated_convolution_backward_data_desc_init(&desc, dnnl_convolution_direct,
                                                                            CDNNL_MD(diff_src), CDNNL_MD(weights),
                                                                            CDNNL_MD(diff_dst), strides, dilates,
                                                                            padding_l, padding_r);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, hint) : status;
#endif
}

static inline dnnl_status_t cdnnl_convolution_backward_weights(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                               cdnnl_md_t src, cdnnl_md_t diff_weights,
                                                               cdnnl_md_t diff_bias, cdnnl_md_t diff_dst,
                                                               const int64_t *strides, const int64_t *padding_l,
                                                               const int64_t *padding_r, const_dnnl_primitive_desc_t hint,
                                                               const_dnnl_primitive_attr_t attr) {
    dnnl_dims_t dilates = {0, 0};
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_convolution_backward_weights_primitive_desc_create(
        out, engine, dnnl_convolution_direct, CDNNL_MD(src), CDNNL_MD(diff_weights),
        diff_bias ? CDNNL_MD(diff_bias) : NULL, CDNNL_MD(diff_dst), strides, dilates, padding_l, padding_r, hint, attr);
#else
    dnnl_convolution_desc_t desc;
    dnnl_status_t status = dnnl_dilated_convolution_backward_weights_desc_init(
        &desc, dnnl_convolution_direct, CDNNL_MD(src), CDNNL_MD(diff_weights), diff_bias ? CDNNL_MD(diff_bias) : NULL,
        CDNNL_MD(diff_dst), strides, dilates, padding_l, padding_r);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, hint) : status;
#endif
}

static inline dnnl_status_t cdnnl_eltwise_forward(dnnl_primitive_desc_t *out, dnnl_engine_t engine, dnnl_prop_kind_t kind,
                                                  dnnl_alg_kind_t alg, cdnnl_md_t data, float alpha, float beta,
                                                  const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_eltwise_forward_primitive_desc_create(out, engine, kind, alg, CDNNL_MD(data), CDNNL_MD(data), alpha, beta,
                                                      attr);
#else
    dnnl_eltwise_desc_t desc;
    dnnl_status_t status = dnnl_eltwise_forward_desc_init(&desc, kind, alg, CDNNL_MD(data), alpha, beta);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, NULL) : status;
#endif
}

static inline dnnl_status_t cdnnl_eltwise_backward(dnnl_primitive_desc_t *out, dnnl_engine_t engine, dnnl_alg_kind_t alg,
                                                   cdnnl_md_t diff, cdnnl_md_t data, float alpha, float beta,
                                                   const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_eltwise_backward_primitive_desc_create(out, engine, alg, CDNNL_MD(diff), CDNNL_MD(diff), CDNNL_MD(data),
                                                       alpha, beta, hint, attr);
#else
    dnnl_eltwise_desc_t desc;
    dnnl_status_t status = dnnl_eltwise_backward_desc_init(&desc, alg, CDNNL_MD(diff), CDNNL_MD(data), alpha, beta);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, hint) : status;
#endif
}

static inline dnnl_status_t cdnnl_pooling_forward(dnnl_primitive_desc_t *out, dnnl_engine_t engine, dnnl_prop_kind_t kind,
                                                  dnnl_alg_kind_t alg, cdnnl_md_t src, cdnnl_md_t dst,
                                                  const int64_t *strides, const int64_t *kernel, const int64_t *padding_l,
                                                  const int64_t *padding_r, const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_dims_t dilation = {0, 0};
    return dnnl_pooling_forward_primitive_desc_create(out, engine, kind, alg, CDNNL_MD(src), CDNNL_MD(dst), strides,
                                                      kernel, dilation, padding_l, padding_r, attr);
#else
    dnnl_pooling_desc_t desc;
    dnnl_status_t status = dnnl_pooling_forward_desc_init(&desc, kind, alg, CDNNL_MD(src), CDNNL_MD(dst), strides, kernel,
                                                          padding_l, padding_r);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, NULL) : status;
#endif
}

static inline dnnl_status_t cdnnl_pooling_backward(dnnl_primitive_desc_t *out, dnnl_engine_t engine, dnnl_alg_kind_t alg,
                                                   cdnnl_md_t diff_src, cdnnl_md_t diff_dst, const int64_t *strides,
                                                   const int64_t *kernel, const int64_t *padding_l,
                                                   const int64_t *padding_r, const_dnnl_primitive_desc_t hint,
                                                   const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    dnnl_dims_t dilation = {0, 0};
    return dnnl_pooling_backward_primitive_desc_create(out, engine, alg, CDNNL_MD(diff_src), CDNNL_MD(diff_dst), strides,
                                                       kernel, dilation, padding_l, padding_r, hint, attr);
#else
    dnnl_pooling_desc_t desc;
    dnnl_status_t status = dnnl_pooling_backward_desc_init(&desc, alg, CDNNL_MD(diff_src), CDNNL_MD(diff_dst), strides,
                                                           kernel, padding_l, padding_r);
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, hint) : status;
#endif
}

static inline dnnl_status_t cdnnl_inner_product_forward(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                        dnnl_prop_kind_t kind, cdnnl_md_t src, cdnnl_md_t weights,
                                                        cdnnl_md_t bias, cdnnl_md_t dst,
                                                        const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_inner_product_forward_primitive_desc_create(out, engine, kind, CDNNL_MD(src), CDNNL_MD(weights),
                                                            bias ? CDNNL_MD(bias) : NULL, CDNNL_MD(dst), attr);
#else
    dnnl_inner_product_desc_t desc;
    dnnl_status_t status = dnnl_inner_product_forward_desc_init(&desc, kind, CDNNL_MD(src), CDNNL_MD(weights),
                                                                bias ? CDNNL_MD(bias) : NULL, CDNNL_MD(dst));
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, NULL) : status;
#endif
}

static inline dnnl_status_t cdnnl_inner_product_backward_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                              cdnnl_md_t diff_src, cdnnl_md_t weights,
                                                              cdnnl_md_t diff_dst, const_dnnl_primitive_desc_t hint,
                                                              const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_inner_product_backward_data_primitive_desc_create(out, engine, CDNNL_MD(diff_src), CDNNL_MD(weights),
                                                                  CDNNL_MD(diff_dst), hint, attr);
#else
    dnnl_inner_product_desc_t desc;
    dnnl_status_t status =
        dnnl_inner_product_backward_data_desc_init(&desc, CDNNL_MD(diff_src), CDNNL_MD(weights), CDNNL_MD(diff_dst));
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, hint) : status;
#endif
}

static inline dnnl_status_t cdnnl_inner_product_backward_weights(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                                 cdnnl_md_t src, cdnnl_md_t diff_weights,
                                                                 cdnnl_md_t diff_bias, cdnnl_md_t diff_dst,
                                                                 const_dnnl_primitive_desc_t hint,
                                                                 const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_inner_product_backward_weights_primitive_desc_create(out, engine, CDNNL_MD(src), CDNNL_MD(diff_weights),
                                                                     diff_bias ? CDNNL_MD(diff_bias) : NULL,
                                                                     CDNNL_MD(diff_dst), hint, attr);
#else
    dnnl_inner_product_desc_t desc;
    dnnl_status_t status = dnnl_inner_product_backward_weights_desc_init(
        &desc, CDNNL_MD(src), CDNNL_MD(diff_weights), diff_bias ? CDNNL_MD(diff_bias) : NULL, CDNNL_MD(diff_dst));
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, hint) : status;
#endif
}

static inline dnnl_status_t cdnnl_add(dnnl_primitive_desc_t *out, dnnl_engine_t engine, cdnnl_md_t first,
                                      cdnnl_md_t second, cdnnl_md_t dst, const_dnnl_primitive_attr_t attr) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_binary_primitive_desc_create(out, engine, dnnl_binary_add, CDNNL_MD(first), CDNNL_MD(second),
                                             CDNNL_MD(dst), attr);
#else
    dnnl_binary_desc_t desc;
    dnnl_status_t status =
        dnnl_binary_desc_init(&desc, dnnl_binary_add, CDNNL_MD(first), CDNNL_MD(second), CDNNL_MD(dst));
    return status == dnnl_success ? dnnl_primitive_desc_create(out, &desc, attr, engine, NULL) : status;
#endif
}

static inline dnnl_status_t cdnnl_reorder(dnnl_primitive_desc_t *out, dnnl_engine_t engine, cdnnl_md_t src, cdnnl_md_t dst,
                                          const_dnnl_primitive_attr_t attr) {
    return dnnl_reorder_primitive_desc_create(out, CDNNL_MD(src), engine, CDNNL_MD(dst), engine, attr);
}

static inline const char *cdnnl_implementation_name(const_dnnl_primitive_desc_t pd) {
    const char *name = NULL;
    if (dnnl_primitive_desc_query(pd, dnnl_query_impl_info_str, 0, (void *)&name) != dnnl_success || !name) return "";
    return name;
}

#endif
