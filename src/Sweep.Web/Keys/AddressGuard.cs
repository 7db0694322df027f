using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sweep.Web.Keys;

/// <summary>
/// Looks at where the server really listens, whatever settings led to it: opens it where that is loopback alone, and ends it where others reach it and it has
/// no key to ask them for.
/// </summary>
internal sealed class AddressGuard(IServiceProvider services, AccessState state, AccessSettings settings, KeyRing keys) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        if (await ListeningAddresses.CheckAsync("address", addresses, keys, cancellationToken) is { } problem)
            throw new UnsafeAddressException(problem);
        if (addresses.Count > 0 && addresses.All(ListeningAddresses.IsLoopback) && !settings.AsksOnLoopback)
            state.Open();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
