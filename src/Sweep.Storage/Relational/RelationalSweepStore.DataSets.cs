using Sweep.Core.Data;
using Sweep.Storage.DataSets;

namespace Sweep.Storage.Relational;

public abstract partial class RelationalSweepStore
{
    /// <summary>What of data sets is said in the database's own way.</summary>
    private protected abstract DataSetSql DataSetSql { get; }

    public Task<(DataSetRecord Stored, bool IsNew)> AddDataSetAsync(NewDataSet set, CancellationToken cancellation) =>
        WriteAsync("storing a data set", context => DataSetQueries.AddAsync(context, DataSetSql, set, Now, NoDamage, cancellation), cancellation);

    public Task<IReadOnlyList<DataSetRecord>> ListDataSetsAsync(CancellationToken cancellation) =>
        ReadAsync("listing data sets", context => DataSetQueries.ListAsync(context, Damage, cancellation), cancellation);

    public Task<DataSetRecord?> FindDataSetAsync(string name, CancellationToken cancellation) =>
        ReadAsync("reading a data set", context => DataSetQueries.FindAsync(context, name, NoDamage, cancellation), cancellation);

    public Task<DataSetRemoval> RemoveDataSetAsync(string name, CancellationToken cancellation) =>
        WriteAsync("removing a data set", context => DataSetQueries.RemoveAsync(context, DataSetSql, name, NoDamage, cancellation), cancellation);

    public Task<DataTable?> ReadDataTableAsync(string hash, CancellationToken cancellation) =>
        ReadAsync("reading the numbers of a data set", context => DataSetQueries.ReadTableAsync(context, hash, NoDamage, cancellation), cancellation);
}
