using Sweep.Storage.Faults;

namespace Sweep.Storage;

/// <summary>
/// Where sweeps, trials and curves are kept, and the only truth about them. Every change is one conditional transaction, so any
/// number of processes may use one store at once and any of them may be killed at any moment.
/// </summary>
/// <remarks>
/// Failures of the database surface as <see cref="StoreException"/>. Whoever opens a store has the whole of it; who works with it takes the parts that
/// it needs, each of which is small enough to be faked by hand.
/// </remarks>
public interface ISweepStore : ISweepRegister, IOwnerStore, ILeaseStore, ITrialStore, IResultReader, IPageReader, INoteStore,
    ISweepDeletion, IArchiveStore, IDataSetStore, IKeyStore, INotificationStore, IRungStore, IProposalStore,
    IStoreSchema, IAsyncDisposable;
