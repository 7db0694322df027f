using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.DataSets;
using Sweep.Storage.Faults;

namespace Sweep.Service;

/// <summary>
/// What people and programs do with data sets. What cannot be done is an <see cref="Answer{T}"/> that says why; failures of the database are
/// <see cref="StoreException"/>.
/// </summary>
public interface IDataSets
{
    /// <summary>Stores a table under a name; the same numbers under the same name again change nothing.</summary>
    Task<Answer<DataSetView>> AddAsync(NewDataSet set, CancellationToken cancellation);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<DataSetView>> ListAsync(CancellationToken cancellation);

    /// <summary>The data set of a name.</summary>
    Task<Answer<DataSetView>> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Removes a name, and the numbers with the last name that has them; refused while a running or paused sweep needs them.</summary>
    Task<Answer<RemovedDataSet>> RemoveAsync(string name, CancellationToken cancellation);
}
