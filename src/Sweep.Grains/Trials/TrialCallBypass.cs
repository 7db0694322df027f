using Microsoft.Extensions.DependencyInjection;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Trials;

/// <summary>
/// Keeps calls to trials' grains out of Orleans' propagation of traces: their spans are dropped anyway (<see cref="TraceSampler"/>), and
/// a context made, sent and read for each costs more than all else that a trial's own trace does.
/// </summary>
internal sealed class TrialCallBypass(IOutgoingGrainCallFilter? outgoing, IIncomingGrainCallFilter? incoming)
    : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    /// <summary>Puts itself before each of the filters that are there.</summary>
    public static void Apply(IServiceCollection services)
    {
        for (var k = 0; k < services.Count; k++)
        {
            if (services[k] is not { IsKeyedService: false, ImplementationType: { } type } service)
                continue;
            if (service.ServiceType == typeof(IOutgoingGrainCallFilter))
                services[k] = ServiceDescriptor.Singleton<IOutgoingGrainCallFilter>(
                    provider => new TrialCallBypass((IOutgoingGrainCallFilter)Create(provider, type), null));
            else if (service.ServiceType == typeof(IIncomingGrainCallFilter))
                services[k] = ServiceDescriptor.Singleton<IIncomingGrainCallFilter>(
                    provider => new TrialCallBypass(null, (IIncomingGrainCallFilter)Create(provider, type)));
        }
    }

    public Task Invoke(IOutgoingGrainCallContext context) => IsToTrial(context) ? context.Invoke() : outgoing!.Invoke(context);

    public Task Invoke(IIncomingGrainCallContext context) => IsToTrial(context) ? context.Invoke() : incoming!.Invoke(context);

    private static bool IsToTrial(IGrainCallContext context) => context.Request.GetInterfaceType() == typeof(ITrialGrain);

    private static object Create(IServiceProvider provider, Type type) => ActivatorUtilities.CreateInstance(provider, type);
}
