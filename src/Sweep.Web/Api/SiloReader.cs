using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>Reads the silos that seem alive; none where the host has none to ask.</summary>
internal sealed class SiloReader(Func<CancellationToken, Task<IReadOnlyList<SiloView>>>? read)
{
    public Task<IReadOnlyList<SiloView>> ReadAsync(CancellationToken cancellation) =>
        read is null ? Task.FromResult<IReadOnlyList<SiloView>>([]) : read(cancellation);
}
