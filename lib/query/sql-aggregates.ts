/** Aggregates that only look at their arguments, in lower case, of ClickHouse 26.7. */
const aggregates = new Set(
  `
  analysisofvariance anova any any_respect_nulls any_value any_value_respect_nulls anyheavy anylast
  anylast_respect_nulls anylastrespectnulls anyrespectnulls anyvaluerespectnulls approx_top_count approx_top_k
  approx_top_sum argandmax argandmin argmax argmin array_agg avg avgweighted bit_and bit_or bit_xor boundingratio
  categoricalinformationvalue contingency corr corrmatrix corrstable count covar_pop covar_samp covarpop
  covarpopmatrix covarpopstable covarsamp covarsampmatrix covarsampstable cramersv cramersvbiascorrected cume_dist
  deltasum deltasumtimestamp dense_rank denserank distinctdynamictypes distinctjsonpaths distinctjsonpathsandtypes
  entropy exponentialmovingaverage exponentialtimedecayedavg exponentialtimedecayedcount exponentialtimedecayedmax
  exponentialtimedecayedsum first_value first_value_respect_nulls firstvaluerespectnulls group_concat grouparray
  grouparrayinsertat grouparrayintersect grouparraylast grouparraymovingavg grouparraymovingsum grouparraysample
  grouparraysorted groupbitand groupbitmap groupbitmapand groupbitmapor groupbitmapxor groupbitor groupbitxor
  groupconcat groupnumericindexedvector groupuniqarray histogram intervallengthsum kolmogorovsmirnovtest kurtpop
  kurtsamp lag laginframe largesttrianglethreebuckets last_value last_value_respect_nulls lastvaluerespectnulls lead
  leadinframe lttb mannwhitneyutest max max_by maxintersections maxintersectionsposition maxmappedarrays meanztest
  median medianbfloat16 medianbfloat16weighted mediandd mediandeterministic medianexact medianexacthigh medianexactlow
  medianexactweighted medianexactweightedinterpolated mediangk medianinterpolatedweighted mediantdigest
  mediantdigestweighted mediantiming mediantimingweighted min min_by minmappedarrays nonnegativederivative nothing
  nothingnull nothinguint64 nth_value ntile percent_rank percentrank quantile quantilebfloat16
  quantilebfloat16weighted quantiledd quantiledeterministic quantileexact quantileexactexclusive quantileexacthigh
  quantileexactinclusive quantileexactlow quantileexactweighted quantileexactweightedinterpolated quantilegk
  quantileinterpolatedweighted quantileprometheushistogram quantiles quantilesbfloat16 quantilesbfloat16weighted
  quantilesdd quantilesdeterministic quantilesexact quantilesexactexclusive quantilesexacthigh quantilesexactinclusive
  quantilesexactlow quantilesexactweighted quantilesexactweightedinterpolated quantilesgk
  quantilesinterpolatedweighted quantilesprometheushistogram quantilestdigest quantilestdigestweighted quantilestiming
  quantilestimingweighted quantiletdigest quantiletdigestweighted quantiletiming quantiletimingweighted rank rankcorr
  retention row_number sequencecount sequencematch sequencematchevents sequencenextnode simplelinearregression
  singlevalueornull skewpop skewsamp sparkbar std stddev stddev_pop stddev_samp stddevpop stddevpopstable stddevsamp
  stddevsampstable string_agg studentttest studentttestonesample sum sumcount sumkahan summapfiltered
  summapfilteredwithoverflow summappedarrays summapwithoverflow sumwithoverflow theilsu topk topkweighted uniq
  uniqcombined uniqcombined64 uniqexact uniqhll12 uniqupto var_pop var_samp varpop varpopstable varsamp varsampstable
  welchttest windowfunnel
`
    .trim()
    .split(/\s+/),
);
/** What an aggregate's name may end with; several can follow each other. */
const combinators =
  /(?:if|array|map|state|mergestate|merge|foreach|distinct|ordefault|ornull|resample|argmin|argmax|simplestate)$/;

/** Whether a name in lower case is one of them, with any combinators behind. */
export function isPlainAggregate(name: string): boolean {
  for (let base = name; ;) {
    if (aggregates.has(base)) return true;
    const shorter = base.replace(combinators, '');
    if (shorter === base) return false;
    base = shorter;
  }
}
