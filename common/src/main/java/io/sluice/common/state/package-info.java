/**
 * State that is as fast as heap and as safe as RocksDB. {@link
 * io.sluice.common.state.WriteBehindOperator} keeps the rows of a keyed function in heap between
 * two barriers; {@link io.sluice.common.state.PreAggregate} folds records before the shuffle, so
 * that fewer reach one.
 */
package io.sluice.common.state;
