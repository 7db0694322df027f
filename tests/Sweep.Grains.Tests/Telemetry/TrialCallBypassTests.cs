using Microsoft.Extensions.DependencyInjection;
using Sweep.Grains.Contracts;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class TrialCallBypassTests
{
    [Theory]
    [InlineData(typeof(ITrialGrain), 0)]
    [InlineData(typeof(ISweepGrain), 1)]
    public async Task Invoke_CallOfAGrain_GoesThroughTheFiltersUnlessToATrial(Type grain, int expected)
    {
        var filter = new CountingFilter();
        var services = new ServiceCollection();
        services.AddSingleton(filter);
        services.AddSingleton<IOutgoingGrainCallFilter, Forwarding>();
        services.AddSingleton<IIncomingGrainCallFilter, Forwarding>();
        TrialCallBypass.Apply(services);
        await using var provider = services.BuildServiceProvider();

        var (outgoing, incoming) = (FakeGrainCall.To<IOutgoingGrainCallContext>(grain), FakeGrainCall.To<IIncomingGrainCallContext>(grain));
        await provider.GetRequiredService<IOutgoingGrainCallFilter>().Invoke(outgoing);
        await provider.GetRequiredService<IIncomingGrainCallFilter>().Invoke(incoming);
        Assert.Equal((expected, expected), (filter.Outgoing, filter.Incoming));
        Assert.Equal((1, 1), (((FakeGrainCall)(object)outgoing).Invoked, ((FakeGrainCall)(object)incoming).Invoked));
    }

    private sealed class CountingFilter
    {
        public int Outgoing { get; set; }

        public int Incoming { get; set; }
    }

    private sealed class Forwarding(CountingFilter count) : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context)
        {
            count.Outgoing++;
            return context.Invoke();
        }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            count.Incoming++;
            return context.Invoke();
        }
    }
}
