using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace Sweep.Testing.Databases;

/// <summary>Lets Testcontainers go on at once: whoever starts the container waits for what it needs.</summary>
internal sealed class WaitedForElsewhere : IWaitUntil
{
    public Task<bool> UntilAsync(IContainer container) => Task.FromResult(true);
}
