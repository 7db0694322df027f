using Sweep.Core.Data;
using Sweep.Storage.DataSets;
using Sweep.Storage.Faults;

namespace Sweep.Storage;

/// <summary>Data sets by name, and their numbers by hash, which several names may share.</summary>
public interface IDataSetStore
{
    /// <summary>
    /// Stores a data set. Where the name is there already, nothing of it changes, and the second value is false: the caller looks whether it has the same
    /// numbers. Stored numbers of the same hash are written anew, which repairs damaged ones.
    /// </summary>
    Task<(DataSetRecord Stored, bool IsNew)> AddDataSetAsync(NewDataSet set, CancellationToken cancellation);

    /// <summary>All of them in order of name.</summary>
    Task<IReadOnlyList<DataSetRecord>> ListDataSetsAsync(CancellationToken cancellation);

    /// <summary>The data set of a name; null where there is none.</summary>
    Task<DataSetRecord?> FindDataSetAsync(string name, CancellationToken cancellation);

    /// <summary>Removes a name, and the numbers with the last name that has them, unless a running or paused sweep needs them.</summary>
    Task<DataSetRemoval> RemoveDataSetAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// The numbers of a hash, with the features' names of the first data set that has them; null where there are none.
    /// </summary>
    /// <exception cref="StoreException">They are not those of the hash.</exception>
    Task<DataTable?> ReadDataTableAsync(string hash, CancellationToken cancellation);
}
