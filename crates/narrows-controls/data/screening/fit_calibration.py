import json,collections,hashlib,sys,numpy as np,lightgbm as lgb
R='/work/shared/reference/screening/'
Q={}
for l in open(R+'queries.jsonl'):
    q=json.loads(l);Q[q['qid']]=q
N={}
for l in open(R+'negatives.jsonl'):
    q=json.loads(l);N[q['qid']]=q
h=lambda s:int(hashlib.md5(s.encode()).hexdigest(),16)//64%2
fold={}
for q in Q.values(): fold[q['qid']]=h(sorted(q['answers'])[0])
for q in N.values(): fold[q['qid']]=h(q['query'].lower())
names=open('/tmp/eng/fn.txt').read().split()
rows=[l.rstrip('\n').split('\t') for l in open('/tmp/eng/f.tsv')]
qid=np.array([r[0] for r in rows]); pid=[r[1] for r in rows]; base=np.array([float(r[2]) for r in rows])
X=np.array([[float(v) for v in r[3:]] for r in rows],dtype=np.float32)
y=np.array([1 if (r[0] in Q and r[1] in set(Q[r[0]]['answers'])) else 0 for r in rows])
F=np.array([fold.get(x,2) for x in qid])
neg=np.array([x not in Q for x in qid])
# alias_unrelated: label noise -> keep
mono={'asked_cover':1,'listed_cover':1,'matched_weight':1,'least_likeness':1,'mean_likeness':1,'matched_names':1,'asked_missing_weight':-1,'whole_likeness':1,'heaviest_missing':-1,'best_word':1,'exact_share':1,'number_differs':-1,'weakest_name':1,'asked_names_missing':-1}
drop=set(sys.argv[1].split(',')) if len(sys.argv)>1 else set()
cols=[i for i,n in enumerate(names) if n not in drop]
P=dict(objective='binary',learning_rate=0.1,num_leaves=12,min_data_in_leaf=60,lambda_l2=5,feature_fraction=0.7,bagging_fraction=0.8,bagging_freq=1,verbosity=-1,num_threads=2,monotone_constraints=[mono.get(names[i],0) for i in cols],monotone_constraints_method='intermediate',seed=1,deterministic=True)
NT=120
def fit(mask):
    w=np.ones(len(y)); 
    w[neg]=2.0
    return lgb.train(P,lgb.Dataset(X[mask][:,cols],y[mask],weight=w[mask],feature_name=[names[i] for i in cols]),NT)
def report(score,mask,title):
    top={}
    for i in np.where(mask)[0]:
        k=qid[i]
        if k not in top or score[i]>top[k][0]: top[k]=(score[i],y[i])
    ns=sorted([top.get(k,(-1e9,0))[0] for k in N if fold[k] in mask_folds],reverse=True)
    t1=ns[int(len(ns)*.01)]
    G=collections.defaultdict(lambda:[0,0,0])
    for k,q in Q.items():
        if fold[k] not in mask_folds: continue
        s,c=top.get(k,(-1e9,0))
        for g in (q['task'],'=ALL'):
            G[g][0]+=1;G[g][1]+=c;G[g][2]+=c and s>t1
    print(title,'thr',t1)
    for g in sorted(G): print(f"  {g:18s}{G[g][0]:6d} {G[g][1]/G[g][0]:.3f} {G[g][2]/G[g][0]:.3f}")
    t=[g for g in G if g[0]!='=']
    print('  macro %.3f %.3f'%(np.mean([G[g][1]/G[g][0] for g in t]),np.mean([G[g][2]/G[g][0] for g in t])))
    return t1
mask_folds={0,1}
if __name__=='__main__':
    s=np.zeros(len(y))
    for f in (0,1):
        m=fit((F!=f)); s[F==f]=m.predict(X[F==f][:,cols],raw_score=True)
    report(s,F<2,'cross-validated')
    imp=m.feature_importance('gain'); print(sorted(zip((imp/imp.sum()).round(3),[names[i] for i in cols]),reverse=True))
    np.save('/tmp/eng/cv.npy',s)
    top={}
    for i in np.where(neg&(F<2))[0]:
        if qid[i] not in top or s[i]>s[top[qid[i]]]: top[qid[i]]=i
    worst=sorted(top.values(),key=lambda i:-s[i])[:60]
    I={json.loads(l)['id']:json.loads(l) for l in open(R+'index.jsonl')}
    for i in worst: print(round(s[i],2),N[qid[i]]['query'],N[qid[i]]['task'],'|',' ; '.join(I[pid[i]]['names'][:3]))
