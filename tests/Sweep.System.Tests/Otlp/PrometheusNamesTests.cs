namespace Sweep.SystemTests.Otlp;

/// <summary>Examples of the rules that the names of all queries rest on.</summary>
public sealed class PrometheusNamesTests
{
    [Theory]
    [InlineData("sweep.trials", "{trial}", "Counter", "sweep_trials_total")]
    [InlineData("sweep.trial.duration", "s", "Histogram", "sweep_trial_duration_seconds")]
    [InlineData("sweep.slots.busy", "{slot}", "Gauge", "sweep_slots_busy")]
    [InlineData("sweep.store.queue", "", "Gauge", "sweep_store_queue")]
    [InlineData("http.bytes.total", "By", "Counter", "http_bytes_total")]
    [InlineData("cache.hits", "1", "Gauge", "cache_hits_ratio")]
    [InlineData("disk.speed", "By/s", "Gauge", "disk_speed_bytes_per_second")]
    [InlineData("orleans-catalog-activations", "", "Gauge", "orleans_catalog_activations")]
    public void Metric_OfANameAndAUnit_IsWhatTheCollectorMakesOfIt(string name, string unit, string kind, string expected) =>
        Assert.Equal(expected, PrometheusNames.Metric(name, unit, Enum.Parse<MetricKind>(kind)));

    [Theory]
    [InlineData("state", "state")]
    [InlineData("trial.pattern", "trial_pattern")]
    [InlineData("0th", "key_0th")]
    public void Label_OfAnAttribute_IsWhatTheCollectorMakesOfIt(string attribute, string expected) => Assert.Equal(expected, PrometheusNames.Label(attribute));
}
